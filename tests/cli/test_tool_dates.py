"""`orderdoctor tool dates`: dates with their sources, in the user's words; reminders as calendar files."""

from __future__ import annotations

from pathlib import Path

import icalendar
import pytest

from .helpers import Terminal

NOW = ("--now", "2026-11-22 21:40", "--zone", "UTC+7")


def test_a_refund_is_told_with_its_window_its_holidays_and_its_sources(terminal: Terminal) -> None:
    ended = terminal("tool", "dates", "refund", "2026-09-28", "--country", "CN", *NOW)
    assert ended.code == 0
    assert "It should have arrived by Fri, 30 Oct 2026." in ended.out
    assert "That was 23 days ago." in ended.out
    assert "Working days at a weekend (China): Sat, 10 Oct 2026" in ended.out
    assert "3 to 20 working days: until Fri, 30 Oct 2026." in ended.out
    assert "2018-08-01): an official rule" in ended.out
    assert "refund.not-received" in ended.out


def test_both_times_for_a_cancellation_stand_there_with_the_zone(terminal: Terminal) -> None:
    ended = terminal("tool", "dates", "cancel-answer", "2026-11-21", "14:05", "--role", "seller", *NOW)
    assert "There is time until Mon, 23 Nov 2026, 14:05 (UTC+07:00)." in ended.out
    assert "48 hours" in ended.out
    assert "72 hours" in ended.out
    waiting = terminal("tool", "dates", "cancel-answer", "2026-11-21 14:05", "--role", "buyer", "--json", *NOW).json
    assert waiting["rely_on"]["at"] == "2026-11-24T14:05:00+07:00"
    assert {rule["source"]: rule["date"] for rule in waiting["rules"]}["alihelpcenter-cancel"] == "2020-11-06"


def test_json_holds_the_window_and_the_evidence(terminal: Terminal) -> None:
    facts = terminal("tool", "dates", "dsers", "2026-06-01", "--json", *NOW).json
    assert (facts["first"]["day"], facts["last"]["day"], facts["state"]) == ("2026-09-01", "2026-10-01", "over")
    assert facts["evidence"]["link.dsers-expired"] > 1


def test_what_is_only_estimated_is_said(terminal: Terminal) -> None:
    facts = terminal("tool", "dates", "refund", "2026-12-21", "--now", "2026-12-22", "--zone", "UTC+7", "--json").json
    assert facts["estimated"] == [{"country": "CN", "year": 2027, "why": "make-up-days", "day": None}]
    assert any(found["text"].startswith("Estimated: ") for found in facts["findings"])


def test_a_countdown_and_a_known_end_need_no_rule(terminal: Terminal) -> None:
    left = terminal("tool", "dates", "pay", "--left", "2 days 3 hours", "--json", *NOW).json
    assert left["rely_on"]["at"] == "2026-11-25T00:40:00+07:00"
    until = terminal("tool", "dates", "own", "--until", "2026-12-24", "--json", *NOW).json
    assert until["days_left"] == 32


def test_a_reminder_is_written_once_and_never_over_another_file(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "remind.ics"
    given = ("tool", "dates", "connector", "2026-11-10", "--ics", str(file), "--before", "3", *NOW)
    assert terminal(*given).code == 0
    (event,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2026-12-10"
    before = file.read_bytes()
    again = terminal(*given)
    assert again.code == 1
    assert str(file) in again.err
    assert file.read_bytes() == before


def test_a_reminder_can_be_written_out_and_is_none_when_the_time_is_over(terminal: Terminal) -> None:
    out = terminal("tool", "dates", "connector", "2026-11-10", "--ics", "-", *NOW).out
    assert out.startswith("BEGIN:VCALENDAR\r\n")
    ended = terminal("tool", "dates", "connector", "2026-01-10", "--ics", "-", *NOW)
    assert (ended.code, ended.out) == (1, "")
    assert "no reminder" in ended.err


def test_without_a_kind_all_kinds_are_listed(terminal: Terminal) -> None:
    ended = terminal("tool", "dates")
    assert "refund" in ended.out
    assert "3 to 4 months" in ended.out
    kinds = [entry["kind"] for entry in terminal("tool", "dates", "--json").json]
    assert {"refund", "connector", "dsers", "pay", "ship", "cancel-answer"} <= set(kinds)


def test_vietnamese_dates_go_day_first_and_countries_by_their_vietnamese_names(terminal: Terminal) -> None:
    given = ("tool", "dates", "refund", "03/11/2026", "--country", "Việt Nam", "--lang", "vi", "--json", *NOW)
    facts = terminal(*given).json
    assert (facts["start"]["day"], facts["countries"]) == ("2026-11-03", ["VN"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["refund", "03/04/2026"], "2026-04-03 · 2026-03-04"),
        (["refund", "someday"], "someday"),
        (["nothing"], "It can be: refund"),
        (["refund", "2026-11-20", "--country", "Narnia"], "Narnia"),
        (["refund", "2026-11-20", "--zone", "Mars"], "Mars"),
        (["pay", "--left", "soon"], "soon"),
        (["own"], "--left / --until"),
    ],
)
def test_wrong_input_ends_with_2_and_one_line(terminal: Terminal, arguments: list[str], told: str) -> None:
    ended = terminal("tool", "dates", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("lang", ["vi", "zh"])
def test_it_speaks_every_language(terminal: Terminal, lang: str) -> None:
    assert terminal("tool", "dates", "refund", "2026-11-20", "--lang", lang, *NOW).code == 0
