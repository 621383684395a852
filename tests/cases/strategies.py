"""Hypothesis strategies for events."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from orderdoctor.cases import (
    HandedOver,
    Noted,
    Opened,
    Outcome,
    ReasonChosen,
    Recorded,
    Reopened,
    StepBlocked,
    StepDone,
    StepNoted,
    StepReopened,
    Titled,
    Undone,
    WaitingEnded,
    WaitingUntil,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
reasons = st.sampled_from(["order.tax-id", "order.coupon", "ship.tracking-rejected"])
solutions = st.sampled_from(["add", "ask"])
steps = st.sampled_from(["add/one", "add/two", "ask/one"])
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
probabilities = st.floats(0, 1)

openings = st.builds(
    Opened,
    text=texts,
    language=st.sampled_from(["en", "vi", "zh"]),
    system=st.none() | st.just("dsers"),
    codes=st.lists(texts, max_size=3).map(tuple),
    verdict=st.sampled_from(["match", "ambiguous", "unknown"]),
    alternatives=st.lists(st.tuples(reasons, probabilities), max_size=3).map(tuple),
    catalog_version=texts,
)
later = st.one_of(
    st.builds(
        ReasonChosen,
        reason=reasons,
        probability=probabilities,
        solution=st.none() | solutions,
        title=texts,
        shown=st.lists(st.tuples(steps, texts), max_size=3).map(tuple),
        also=st.lists(st.tuples(reasons, solutions), max_size=2).map(tuple),
    ),
    st.builds(StepDone, steps),
    st.builds(StepReopened, steps),
    st.builds(StepBlocked, steps, texts),
    st.builds(StepNoted, steps, texts),
    st.builds(Noted, texts),
    st.builds(WaitingUntil, moments, st.none() | steps),
    st.builds(WaitingEnded),
    st.builds(Outcome, st.sampled_from(["yes", "not-yet", "no"]), reasons, st.none() | solutions),
    st.builds(HandedOver, texts, texts),
    st.builds(Reopened),
    st.builds(Titled, texts),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Recorded]:
    """An opening and what followed, some of it undone; places have gaps, as other cases have events too."""
    records = [Recorded(draw(st.integers(1, 5)), draw(moments), draw(openings))]
    for _ in range(draw(st.integers(0, 12))):
        undoable = [record.seq for record in records[1:]]
        event = draw(later | st.builds(Undone, st.sampled_from(undoable)) if undoable else later)
        records.append(Recorded(records[-1].seq + draw(st.integers(1, 3)), draw(moments), event))
    return records
