"""Events keep what they say through the file, and the list of kinds is closed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given

from orderdoctor.cases.events import (
    KINDS,
    Event,
    Noted,
    ReasonChosen,
    StepDone,
    UnreadableEventError,
    WaitingUntil,
    decode,
    encode,
)

from .strategies import later, openings


@given(openings | later)
def test_an_event_comes_back_from_its_json_as_it_was(event: Event):
    assert decode(event.kind, encode(event)) == event


@given(openings | later)
def test_facts_that_a_newer_program_added_are_passed_over(event: Event):
    facts = json.loads(encode(event)) | {"from_the_future": {"deep": [1, None]}}
    assert decode(event.kind, json.dumps(facts)) == event


def test_every_kind_of_event_is_in_the_list_under_its_own_name():
    assert set(KINDS) == {kind.kind for kind in Event.__subclasses__()}
    assert all(name == kind.kind for name, kind in KINDS.items())


def test_the_names_of_the_kinds_stay_as_they_are_in_users_files():
    assert list(KINDS) == [
        "opened", "reason-chosen", "answered", "checked", "step-done", "step-reopened", "step-blocked", "step-noted", "noted",
        "waiting-until", "waiting-ended", "outcome", "handed-over", "reopened", "titled", "undone",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("unheard-of", "{}"),
        ("step-done", "{}"),
        ("step-done", "{"),
        ("step-done", "[]"),
        ("step-done", "7"),
        ("waiting-until", '{"until":"yesterday","step":null}'),
        (
            "reason-chosen",
            '{"reason":"r","probability":1,"solution":null,"title":"t","shown":[["only one"]]}',
        ),
    ],
)
def test_what_is_no_event_is_named_as_such(kind: str, body: str):
    with pytest.raises(UnreadableEventError):
        decode(kind, body)


def test_a_lone_surrogate_is_shown_as_unreadable_and_a_pair_is_one_character():
    assert decode("noted", encode(Noted("a\ud800b"))) == Noted("a\ufffdb")
    assert decode("noted", encode(Noted("\ud83d\ude00"))) == Noted("😀")


def test_text_is_stored_readable_so_that_a_byte_search_can_find_it():
    assert "库存".encode() in encode(Noted("库存")).encode()


def test_a_moment_is_kept_in_utc_and_needs_a_time_zone():
    hanoi = timezone(timedelta(hours=7))
    assert WaitingUntil(datetime(2026, 1, 1, 7, tzinfo=hanoi), None) == WaitingUntil(
        datetime(2026, 1, 1, tzinfo=UTC), None
    )
    with pytest.raises(ValueError, match="time zone"):
        WaitingUntil(datetime(2026, 1, 1), None)


def test_a_probability_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        encode(ReasonChosen("r", float("nan"), None, "", ()))


def test_events_are_values():
    assert StepDone("a/b") == StepDone("a/b")
    assert len({StepDone("a/b"), StepDone("a/b")}) == 1
