"""`orderdoctor diagnose`: the verdict with its number, the way out, and never a dead end."""

from __future__ import annotations

import pytest

from orderdoctor.diagnosis.limits import LONGEST
from orderdoctor.phrasing import CERTAINTIES

from .helpers import Terminal, knowledge, message_of

REJECTED = "该货运跟踪号未通过物流风控审核,请更换货运跟踪号后重试。"
STRANGE = "How do I repair a bicycle tyre on a rainy Sunday?"


def test_a_match_names_reason_number_fix_and_sources(terminal: Terminal) -> None:
    ended = terminal("diagnose", f"-999 {REJECTED}")
    reason = knowledge().catalog.reasons["ship.tracking-rejected"]
    assert ended.code == 0
    assert "This is it: almost certain (more than 19 in 20)" in ended.out
    for text in (reason.title, reason.problem, reason.cause, reason.safe, reason.if_ignored, reason.prevent):
        assert text.english in ended.out
    assert "You pasted: code -999" in ended.out
    assert REJECTED.rstrip("。") in ended.out


def test_u27_every_source_stands_there_with_its_date_and_a_withdrawn_one_says_so(terminal: Terminal) -> None:
    out = terminal("diagnose", f"-999 {REJECTED}").out
    catalog = knowledge().catalog
    sources = [catalog.sources[c.source] for c in catalog.reasons["ship.tracking-rejected"].citations]
    for source in sources:
        line = next(line for line in out.splitlines() if source.name.english in line)
        assert (source.date or "no date") in line
        assert ("outdated" in line) == (source.status == "deprecated")


def test_u29_a_code_that_several_reasons_share_gives_at_most_five_with_their_difference(
    terminal: Terminal,
) -> None:
    ended = terminal("diagnose", "-999")
    assert ended.code == 0
    assert "Several reasons fit." in ended.out
    titles = [
        line
        for line in ended.out.splitlines()
        if line.startswith("  ") and line[2:4] in [f"{i}." for i in range(1, 9)]
    ]
    assert 2 <= len(titles) <= 5
    assert all("(about" in line or "in 20)" in line for line in titles)
    assert ended.out.count("Its message: “") == len(titles)
    assert "Paste the whole message" in ended.out


def test_u28_what_is_not_known_gets_three_look_alikes_and_a_way_on(terminal: Terminal) -> None:
    ended = terminal("diagnose", STRANGE)
    assert ended.code == 1
    assert "Not in the library." in ended.out
    assert ended.out.count("Only if this is what you see") == 3
    assert "What to do next" in ended.out
    assert "My Orders" in ended.out
    assert "What to do\n" not in ended.out


def test_a_reason_that_aliexpress_does_not_explain_says_so(terminal: Terminal) -> None:
    silent = [reason for reason in knowledge().catalog.reasons.values() if not reason.explained]
    assert silent
    for reason in silent:
        assert "AliExpress gives no reason for this." in terminal("show", reason.id).out
    assert "AliExpress gives no reason" not in terminal("show", "ship.tracking-rejected").out


def test_the_json_is_the_contract(terminal: Terminal) -> None:
    facts = terminal("diagnose", "--json", f"code -999 {REJECTED}").json
    told = {"verdict", "reasons", "codes", "system", "language", "none", "cut", "evidence", "question", "plan", "explanation"}
    assert told == set(facts)
    assert facts["verdict"] == "match"
    assert facts["codes"] == ["-999"]
    assert facts["language"] == "zh"
    assert facts["cut"] is False
    top = facts["reasons"][0]
    assert top["id"] == "ship.tracking-rejected"
    assert 0.7 <= top["probability"] <= 1
    assert top["title"]
    assert sum(reason["probability"] for reason in facts["reasons"]) + facts["none"] <= 1.01


def test_evidence_points_into_the_pasted_text(terminal: Terminal) -> None:
    pasted = f"lỗi: code -999 {REJECTED}"
    facts = terminal("diagnose", "--json", pasted).json
    spans = {
        piece["kind"]: pasted[slice(*piece["spans"][0])] for piece in facts["evidence"] if piece["spans"]
    }
    assert spans["code"] == "-999"
    assert spans["message"] == REJECTED.rstrip("。")


@pytest.mark.parametrize("arguments", [("-",), ()])
def test_a_dash_or_nothing_reads_standard_input_as_utf8(
    terminal: Terminal, arguments: tuple[str, ...]
) -> None:
    ended = terminal("diagnose", *arguments, "--json", typed="\ufeff".encode() + REJECTED.encode() + b"\xff")
    assert ended.json["reasons"][0]["id"] == "ship.tracking-rejected"


def test_a_person_is_told_to_paste_on_standard_error(terminal: Terminal) -> None:
    ended = terminal("diagnose", "--json", typed=REJECTED, person=True)
    assert "Ctrl+D" in ended.err
    assert ended.json["verdict"] == "match"


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_text_is_bad_input(terminal: Terminal, text: str) -> None:
    ended = terminal("diagnose", "-", typed=text)
    assert (ended.code, ended.out) == (2, "")
    assert "no text" in ended.err


def test_words_without_quotation_marks_are_one_text(terminal: Terminal) -> None:
    assert terminal("diagnose", *message_of("order.out-of-stock", "en").split(), "--json").code == 0


def test_the_known_system_decides_which_fixes_are_shown(terminal: Terminal) -> None:
    message = message_of("order.sku-changed")
    both = terminal("diagnose", message).out
    one = terminal("diagnose", message, "--system", "dsers").out
    assert both.count("If you work with:") > 1
    assert "If you work with:" not in one
    assert terminal("diagnose", message, "--system", "DSers").out == one


def test_a_system_may_be_called_by_its_name_in_the_users_language(terminal: Terminal) -> None:
    facts = terminal("diagnose", "-999", "--json", "--system", "AliExpress, as a seller").json
    assert facts["system"] == "aliexpress-seller"


def test_the_profiles_system_counts_if_none_is_given(terminal: Terminal) -> None:
    terminal.paths.profiles.mkdir(parents=True)
    (terminal.paths.profiles / "0123456789ab.toml").write_text('format = 1\nname = "Lan"\nsystem = "dsers"\n')
    assert terminal("diagnose", "-999", "--json").json["system"] == "dsers"
    assert terminal("diagnose", "-999", "--json", "--system", "aliexpress").json["system"] == "aliexpress"


def test_x1_a_text_that_is_too_long_is_cut_and_says_so(terminal: Terminal) -> None:
    text = "order " * LONGEST + REJECTED
    ended = terminal("diagnose", "-", typed=text)
    assert "very long" in ended.out
    assert terminal("diagnose", "-", "--json", typed=text).json["cut"] is True


def test_x3_what_could_steer_the_terminal_is_shown_escaped(terminal: Terminal) -> None:
    out = terminal("diagnose", "out of \x1b[31mstock\u202e \x07 bicycle lamp").out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_x4_braces_and_percent_signs_are_shown_as_they_are(terminal: Terminal) -> None:
    ended = terminal("diagnose", "--", "{0} %1 <b> R&D {text} bicycle")
    assert ended.code == 1
    assert "{0} %1 <b> R&D {text} bicycle" in ended.out


def test_half_characters_are_read_and_written(terminal: Terminal) -> None:
    assert terminal("diagnose", "\udcff out of stock \ud83d", "--json").code == 0


def test_i4_every_text_of_the_page_goes_through_the_translations(terminal: Terminal) -> None:
    ids = set(knowledge().catalog.reasons)
    for arguments in (
        ("diagnose", f"-999 {REJECTED}"),
        ("diagnose", "-999"),
        ("diagnose", "-999 bicycle lamp"),
    ):
        assert unbracketed(terminal("--lang", "en-XA", *arguments).out) <= ids | {"orderdoctor", "show"}


def unbracketed(text: str) -> set[str]:
    """The words that stand outside every bracket of the pseudo-language."""
    outside, depth = [], 0
    for letter in text:
        depth += letter == "["
        outside.append(" " if depth else letter)
        depth -= letter == "]"
    return {word for word in "".join(outside).split() if any(letter.isalpha() for letter in word)}


def test_every_certainty_can_be_told_from_every_other() -> None:
    assert len(set(CERTAINTIES)) == 11
