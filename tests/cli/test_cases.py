"""`orderdoctor cases`: every change is saved when the command ends, and found again by its number."""

from __future__ import annotations

import csv
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from orderdoctor.cases.store import CaseStore

from .helpers import Terminal, message_of

REASON = "order.out-of-stock"


@pytest.fixture
def begun(terminal: Terminal) -> Terminal:
    """A terminal with case 1, whose reason is clear."""
    assert terminal("cases", "start", message_of(REASON), "--system", "dsers").code == 0
    return terminal


def facts(terminal: Terminal, number: int = 1) -> dict:
    return terminal("cases", "show", str(number), "--json").json


def test_a_clear_message_becomes_a_case_with_a_checklist(begun: Terminal) -> None:
    case = facts(begun)
    assert case["reason"] == REASON
    assert case["system"] == "dsers"
    assert case["state"] == "open"
    assert len(case["steps"]) > 1
    assert all(step["text"] and not step["done"] for step in case["steps"])


def test_an_ambiguous_message_is_kept_and_a_reason_can_be_chosen(terminal: Terminal) -> None:
    ended = terminal("cases", "start", "-999", "--title", "Lan's order")
    assert ended.code == 0
    assert "orderdoctor cases choose 1 REASON" in ended.out
    assert facts(terminal)["reason"] is None
    assert terminal("cases", "outcome", "1", "yes").code == 2
    assert terminal("cases", "choose", "1", "ship.tracking-rejected").code == 0
    case = facts(terminal)
    assert case["reason"] == "ship.tracking-rejected"
    assert case["title"] == "Lan's order"
    assert 0 < case["probability"] < 0.7


def test_a_named_reason_is_taken_whatever_the_text_says(terminal: Terminal) -> None:
    assert terminal("cases", "start", "nothing like it at all", "--reason", REASON).code == 0
    assert facts(terminal)["reason"] == REASON


def test_a_fix_may_be_chosen_and_one_that_does_not_exist_is_told(begun: Terminal) -> None:
    names = [solution["id"] for solution in begun("show", REASON, "--json").json["solutions"]]
    assert begun("cases", "choose", "1", REASON, names[-1]).code == 0
    assert facts(begun)["solution"] == names[-1]
    ended = begun("cases", "choose", "1", REASON, "nothing")
    assert ended.code == 1
    assert names[0] in ended.err


def test_steps_are_ticked_noted_and_blocked_by_number_or_id(begun: Terminal) -> None:
    step = facts(begun)["steps"][1]["key"]
    assert begun("cases", "tick", "1", "1").code == 0
    assert begun("cases", "tick", "1", step).code == 0
    assert begun("cases", "note", "1", "no answer yet", "--step", step.rpartition("/")[2]).code == 0
    assert begun("cases", "block", "1", "3", "the button is gone").code == 0
    steps = facts(begun)["steps"]
    assert [s["done"] for s in steps[:3]] == [True, True, False]
    assert steps[1]["note"] == "no answer yet"
    assert steps[2]["blocked"] == "the button is gone"
    shown = begun("cases", "show", "1").out
    for text in ("1. [x]", "3. [!]", "Note: no answer yet", "Can't be done: the button is gone"):
        assert text in shown
    begun("cases", "untick", "1", "1")
    assert facts(begun)["steps"][0]["done"] is False


@pytest.mark.parametrize("step", ["0", "99", "nix", "²"])
def test_a_step_that_does_not_exist_is_bad_input(begun: Terminal, step: str) -> None:
    ended = begun("cases", "tick", "1", step)
    assert ended.code == 2
    assert "Its steps are 1 to" in ended.err


def test_the_last_thing_can_be_taken_back_until_nothing_is_left(begun: Terminal) -> None:
    begun("cases", "tick", "1", "1")
    begun("cases", "undo", "1")
    assert facts(begun)["steps"][0]["done"] is False
    begun("cases", "undo", "1")
    assert facts(begun)["reason"] is None
    ended = begun("cases", "undo", "1")
    assert ended.code == 1
    assert "nothing to take back" in ended.err


@pytest.mark.parametrize(("until", "hours"), [("24", 24), ("1.5", 1.5)])
def test_a_case_waits_for_hours(begun: Terminal, until: str, hours: float) -> None:
    before = datetime.now().astimezone()
    assert begun("cases", "wait", "1", until, "--step", "2").code == 0
    case = facts(begun)
    assert case["state"] == "waiting"
    waited = datetime.fromisoformat(case["waiting_until"]) - before
    assert timedelta(0) <= waited - timedelta(hours=hours) < timedelta(minutes=2)
    assert begun("cases", "wait", "1", "over").code == 0
    assert facts(begun)["state"] == "open"


def test_a_case_waits_for_a_day_of_this_computers_clock(begun: Terminal) -> None:
    day = (datetime.now() + timedelta(days=3)).date()
    assert begun("cases", "wait", "1", day.isoformat()).code == 0
    until = datetime.fromisoformat(facts(begun)["waiting_until"]).astimezone()
    assert (until.date(), until.hour) == (day, 0)


@pytest.mark.parametrize("until", ["tomorrow", "0", "99999", "2020-01-01", "-5", "1e3", "2999-01-01"])
def test_a_wait_that_makes_no_sense_is_bad_input(begun: Terminal, until: str) -> None:
    assert begun("cases", "wait", "1", until).code == 2
    assert facts(begun)["state"] == "open"


def test_outcome_hand_over_and_reopening_change_the_state(begun: Terminal) -> None:
    states = []
    for change in (
        ("outcome", "1", "yes"),
        ("reopen", "1"),
        ("hand-over", "1", "Minh", "--note", "call him"),
    ):
        assert begun("cases", *change).code == 0
        states.append(facts(begun)["state"])
    assert states == ["solved", "open", "handed-over"]
    out = begun("cases", "show", "1").out
    assert "Minh" in out
    assert "call him" in out
    assert "it worked" in out


def test_the_list_filters_and_searches_and_ends_with_1_if_it_is_empty(begun: Terminal) -> None:
    begun("cases", "start", "-999", "--title", "Đơn hàng của Lan")
    begun("cases", "outcome", "1", "yes")
    assert [case["number"] for case in begun("cases", "list", "--json").json] == [2, 1]
    assert [case["number"] for case in begun("cases", "list", "--json", "--state", "solved").json] == [1]
    assert [case["number"] for case in begun("cases", "list", "--json", "--search", "don hang").json] == [2]
    assert "2. Đơn hàng của Lan (open" in begun("cases", "list").out
    assert "1 more." in begun("cases", "list", "--limit", "1").out
    assert begun("cases", "list", "--search", "100%").code == 1


def test_a_case_is_found_by_its_number_among_many_that_contain_it(terminal: Terminal) -> None:
    for _ in range(12):
        terminal("cases", "start", "-999")
    assert facts(terminal)["number"] == 1
    assert facts(terminal, 12)["number"] == 12
    assert terminal("cases", "show", "13").code == 1


def test_x5_x7_an_export_hides_numbers_and_disarms_formulas_but_keeps_codes(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal("cases", "start", "=1+1 code -999 for lan@example.com, order 8123456789012345")
    target = tmp_path / "cases.csv"
    ended = terminal("cases", "export", str(target))
    assert ended.code == 0
    assert "look before you pass it on" in ended.out
    text = target.read_text(encoding="utf-8-sig")
    assert "lan@example.com" not in text
    assert "8123456789012345" not in text
    (row,) = list(csv.reader(text.splitlines()))[1:]
    assert any(cell.startswith("'=1+1 code -999 for ***") for cell in row)
    assert "lang:en" in text.splitlines()[0]
    terminal("cases", "note", "1", "mail lan@example.com")
    assert terminal("cases", "export", str(target), "--overwrite").code == 0
    assert "lan@example.com" not in target.read_text(encoding="utf-8-sig")
    assert terminal("cases", "export", str(target), "--unmasked", "--overwrite").code == 0
    assert "mail lan@example.com" in target.read_text(encoding="utf-8-sig")


def test_x7_personal_data_is_stored_nowhere_but_in_notes_and_names(terminal: Terminal) -> None:
    text = "code -999, order 8123456789012345, lan@example.com\nTên người nhận: Lan Canary\nSĐT: 0912345678"
    terminal("cases", "start", text, "--title", "For Lan Canaria")
    terminal("cases", "backup")
    stored = b"".join(path.read_bytes() for path in terminal.home.rglob("*") if path.is_file())
    for secret in ("8123456789012345", "lan@example.com", "Lan Canary", "lan canary", "0912345678"):
        assert secret.encode() not in stored
    assert b"For Lan Canaria" in stored
    case = facts(terminal)
    assert case["text"] == "code -999, order ***2345, ***\nTên người nhận: ***\nSĐT: ***"
    assert case["codes"] == ["-999"]
    assert terminal("cases", "list", "--search", "8123456789012345", "--json").json[0]["number"] == 1
    assert terminal("cases", "list", "--search", "8123456789012346").code == 1


def test_x6_an_existing_file_is_replaced_only_on_request(begun: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "cases.json"
    target.write_text("mine")
    ended = begun("cases", "export", str(target))
    assert ended.code == 1
    assert "--overwrite" in ended.err
    assert target.read_text() == "mine"
    assert begun("cases", "export", str(target), "1", "--overwrite").code == 0
    assert [case["number"] for case in json.loads(target.read_text(encoding="utf-8"))["cases"]] == [1]


def test_an_export_needs_a_form_and_cases(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal("cases", "export", str(tmp_path / "a.csv")).code == 1
    terminal("cases", "start", "-999")
    assert terminal("cases", "export", str(tmp_path / "a")).code == 2
    assert terminal("cases", "export", str(tmp_path / "a"), "--form", "text").code == 0
    assert terminal("cases", "export", str(tmp_path / "nowhere" / "a.csv")).code == 1


def test_r26_a_backup_can_be_made_listed_and_restored(begun: Terminal) -> None:
    assert begun("cases", "backup").code == 0
    begun("cases", "start", "-999")
    assert "1. " in begun("cases", "backup", "--list").out
    assert begun("cases", "restore", typed="\n").code == 1
    assert len(begun("cases", "list", "--json").json) == 2
    ended = begun("cases", "restore", typed="yes\n")
    assert ended.code == 0
    assert len(begun("cases", "list", "--json").json) == 1
    kept = Path(ended.out.strip().splitlines()[-1].split(" kept in ")[1].rstrip("."))
    assert begun("cases", "restore", kept.name, "--yes").code == 0
    assert len(begun("cases", "list", "--json").json) == 2


@pytest.mark.parametrize("arguments", [("backup", "--list"), ("restore", "--yes")])
def test_without_a_backup_there_is_nothing_to_list_or_restore(
    terminal: Terminal, arguments: tuple[str, ...]
) -> None:
    assert terminal("cases", *arguments).code == 1


def test_the_check_reads_everything(begun: Terminal) -> None:
    ended = begun("cases", "check")
    assert (ended.code, ended.out) == (0, "Every saved case is whole.\n")


def test_u31_u32_deleting_asks_and_names_how_many(begun: Terminal) -> None:
    begun("cases", "start", "-999")
    ended = begun("cases", "delete", "--all", typed="no\n")
    assert ended.code == 1
    assert "Delete 2 cases for good?" in ended.out
    assert len(begun("cases", "list", "--json").json) == 2
    assert begun("cases", "delete", "1", typed="yes\n").code == 0
    assert [case["number"] for case in begun("cases", "list", "--json").json] == [2]
    assert begun("cases", "delete", "--all", "--yes").code == 0
    assert begun("cases", "list").code == 1


def test_x8_of_a_deleted_case_no_byte_is_left(terminal: Terminal) -> None:
    terminal("cases", "start", "canary7391 bicycle", "--title", "canary7391")
    terminal("cases", "backup")
    assert any(b"canary7391" in path.read_bytes() for path in terminal.home.rglob("*") if path.is_file())
    assert terminal("cases", "delete", "1", "--yes").code == 0
    assert not [
        path for path in terminal.home.rglob("*") if path.is_file() and b"canary7391" in path.read_bytes()
    ]


def test_r17_while_another_copy_is_open_nothing_is_changed_and_a_script_is_told(begun: Terminal) -> None:
    with CaseStore.open(begun.paths.data, backups=begun.paths.backups):
        ended = begun("cases", "tick", "1", "1")
        assert (ended.code, ended.err.count("\n")) == (1, 1)
        assert "Nothing was changed. Order Doctor is already open." in ended.err
        assert begun("cases", "show", "1").code == 0
    assert facts(begun)["steps"][0]["done"] is False
    assert begun("cases", "tick", "1", "1").code == 0


def test_r13_a_file_of_another_program_is_refused_and_not_touched(terminal: Terminal) -> None:
    terminal.paths.data.mkdir(parents=True)
    file = terminal.paths.data / "cases.sqlite3"
    file.write_text("my novel " * 50)
    ended = terminal("cases", "list")
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert str(file) in ended.err
    assert file.read_text() == "my novel " * 50


def test_x3_a_pasted_text_is_shown_without_what_could_steer_the_terminal(terminal: Terminal) -> None:
    terminal("cases", "start", "-", "--title", "a\x1b[2J", typed="-999\r\n\ta\x1b[31m\u202eb")
    for command in (("show", "1"), ("list",), ("tick", "1", "1"), ("note", "1", "x")):
        ended = terminal("cases", *command)
        assert "\x1b" not in ended.out + ended.err
        assert "\u202e" not in ended.out + ended.err
