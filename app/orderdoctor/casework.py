"""What a case is told: events from a diagnosis and the catalog, and what follows a failed fix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from orderdoctor.cases.case import Case
from orderdoctor.cases.events import Opened, ReasonChosen, ShownStep
from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import WORKS, Catalog, Reason, Solution, Step
from orderdoctor.diagnosis.agenda import agenda, is_essential
from orderdoctor.diagnosis.doctor import Diagnosis
from orderdoctor.diagnosis.evidence import Evidence, Kind
from orderdoctor.i18n import Words
from orderdoctor.masking import masked, without_rests
from orderdoctor.phrasing import step_text
from orderdoctor.tools.dates.office import days_over
from orderdoctor.tools.finding import Speaks


def opened(diagnosis: Diagnosis, text: str, catalog: Catalog, words: Words) -> Opened:
    """The beginning of a case. Its text is stored without personal data; the codes and messages in it stay as they are.

    In a message that is only almost there a number or a mail address may stand: it is masked like any other text.
    """
    recognised = (
        span
        for piece in diagnosis.evidence
        if piece.kind in (Kind.CODE, Kind.MESSAGE) and piece.exact
        for span in piece.spans
    )
    return Opened(
        text=masked(text, recognised),
        language=diagnosis.language or words.language.code,
        system=diagnosis.system,
        codes=diagnosis.codes(),
        verdict=diagnosis.verdict.value,
        alternatives=tuple((ranked.reason, ranked.probability) for ranked in diagnosis.ranking),
        catalog_version=catalog.version,
    )


def chosen(
    reason: Reason,
    solution: Solution | None,
    probability: float,
    catalog: Catalog,
    words: Words,
    also: Sequence[tuple[str, Solution]] = (),
) -> ReasonChosen:
    """The choice of a reason and a fix, with the texts that the user is guided by from now on.

    also: other fixes, as reason id and solution, that are done in one go with it.
    """
    items = agenda([(reason.id, solution), *also], catalog.places).items if solution else ()
    return ReasonChosen(
        reason=reason.id,
        probability=probability,
        solution=solution.id if solution else None,
        title=plain(words.of(reason.title), catalog.labels, words),
        shown=tuple(ShownStep(item.key, step_text(item.step, catalog.labels, words)) for item in items),
        also=tuple((name, fix.id) for name, fix in also),
    )


def fixes_of(case: Case, catalog: Catalog) -> tuple[tuple[str, Solution], ...]:
    """The fixes that a case is guided by, the main one first: those that the library still has."""
    pairs = [(case.reason or "", case.solution or ""), *case.also]
    return tuple((reason, fix) for reason, name in pairs for fix in [fix_named(reason, name, catalog)] if fix)


def fix_named(reason: str, solution: str, catalog: Catalog) -> Solution | None:
    """A fix by its reason's id and its own, if the library still has it."""
    known = catalog.reasons.get(reason)
    return next((fix for fix in known.solutions if fix.id == solution), None) if known else None


def step_of(case: Case, key: str, catalog: Catalog) -> Step | None:
    """The step that a key of a case means, if the library still has it."""
    return step_named(case.reason or "", key, catalog)


def step_named(reason: str, key: str, catalog: Catalog) -> Step | None:
    """A step by its key under a reason; steps of a fix that is done in one go bear their own reason's id before it."""
    *other, solution, step = key.split("/")
    fix = fix_named(other[0] if other else reason, solution, catalog)
    return next((known for known in fix.steps if known.id == step), None) if fix else None


def out_of_reach(case: Case, catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """The fixes, as reason id and solution id, that need what the user could not do, of whatever reason."""
    stopped = {
        step
        for blocked in case.blocked
        for step in [step_named(blocked.reason, blocked.step, catalog)]
        if step and is_essential(step)
    }
    if not stopped:
        return ()
    return tuple(
        (reason.id, fix.id)
        for reason in catalog.reasons.values()
        for fix in reason.solutions
        if stopped.intersection(fix.steps)
    )


PATIENCE = 24.0
"""Hours after which a "not yet" is asked about again."""

FOR_PEOPLE = ("wait-for-seller", "wait-for-aliexpress", "wait-for-answer", "wait-for-support", "wait-for-platform")
"""The steps that wait for people in China, a day for each 24 hours: working days there, not hours."""


def comes_back(step: Step, now: datetime, works: Callable[[date], bool]) -> datetime:
    """When to look again, if the wait of a step begins now; works: whether a day is a working day in China."""
    if waits_for_people(step):
        return days_over(now, max(1, round(step.wait_hours / 24)), works)
    return now + timedelta(hours=step.wait_hours)


def waits_for_people(step: Step) -> bool:
    """Whether a step waits for people in China, who answer on their working days."""
    return step.id in FOR_PEOPLE


def known_of(case: Case, original: str | None = None) -> dict[str, str]:
    """What a case knows that a check can begin with: its text and the notes on its steps, the system, the reason.

    original: the text as it was pasted, while somebody still has it; of the stored one no masked number is handed on.
    """
    notes = (state.note for state in case.steps.values())
    pasted = without_rests(case.text) if original is None else original
    text = "\n".join(part for part in (pasted, *notes) if part)
    return {"text": text, "system": case.system or "", "reason": case.reason or ""}


def as_stored(search: str) -> str:
    """What stored texts hold of an order's or a parcel's number that is searched for; empty if it is none."""
    kept = masked(search)
    return kept if without_rests(kept) != kept else ""


def failed_fix(reason: str, solution: Solution) -> Evidence:
    """The failure of a fix: unlikely under the reason that it cures, no news under the others."""
    return Evidence(Kind.FAILED_FIX, f"{reason}/{solution.id}", {reason: 1 - WORKS[solution.works]}, 1.0)


def evidence_of_tool(tool: str, speaks: Speaks) -> Evidence:
    """The result of an offline check: its ratios as likelihoods, scaled so that none is above 1 (only ratios matter)."""
    highest = max([1.0, *speaks.values()])
    return Evidence(Kind.TOOL, tool, {reason: ratio / highest for reason, ratio in speaks.items()}, 1.0 / highest)


def untried(case: Case, reason: Reason) -> tuple[Solution, ...]:
    """The fixes of a reason for the case's system that have not failed in this case."""
    failed = {(attempt.reason, attempt.solution) for attempt in case.tried if attempt.worked == "no"}
    return tuple(fix for fix in reason.solutions_for(case.system) if (reason.id, fix.id) not in failed)
