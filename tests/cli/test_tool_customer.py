"""`orderdoctor tool customer`: fields or a pasted block in, findings with their sources out."""

from __future__ import annotations

from pathlib import Path

import pytest

from .helpers import Terminal

FINE = (
    "--country", "BR", "--name", "Joao da Silva", "--street", "Rua das Flores, 123", "--street2", "Jardim Paulista",
    "--city", "Sao Paulo", "--province", "Sao Paulo", "--postcode", "01310-100", "--phone", "11961234567",
)  # fmt: skip
BLOCK = "Max Muster\nRing 1\nA-1010 wien\nAustria\n+43 660 1234567\n"


def test_details_in_order_end_with_0(terminal: Terminal) -> None:
    ended = terminal("tool", "customer", *FINE, "--id", "390.533.447-05")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Nothing that has to be corrected was found.\n")
    assert "390.533.447-05 is a well-formed CPF, and its check is right." in ended.out
    assert "This makes less likely" in ended.out


def test_a_wrong_digit_ends_with_1_and_names_the_right_one(terminal: Terminal) -> None:
    ended = terminal("tool", "customer", *FINE, "--id", "390.533.447-06")
    assert ended.code == 1
    assert "The CPF ends in 06, and by its check rule it would be 05." in ended.out
    assert "order.tax-id" in ended.out
    assert "python-stdnum: check rules of tax and identity numbers (program code, 2026-01-04)" in ended.out


def test_with_a_street_empty_fields_are_missing(terminal: Terminal) -> None:
    facts = terminal("tool", "customer", *FINE, "--json").json
    missing = [finding["field"] for finding in facts["findings"] if finding["rule"] == "missing"]
    assert missing == ["id"]
    assert facts["worst"] == "error"
    assert facts["country"]["asks"] == "required"


def test_single_fields_are_checked_alone(terminal: Terminal) -> None:
    facts = terminal("tool", "customer", "--country", "Korea", "--id", "p123456789012", "--json").json
    assert facts["number"]["verdict"] == "form-only"
    assert facts["corrected"]["id"] == "P123456789012"
    assert facts["unchecked"] == ["name", "street", "city", "province", "postcode", "phone"]
    assert {finding["severity"] for finding in facts["findings"]} == {"hint"}


def test_every_finding_says_its_rule_source_date_and_how_sure_it_is(terminal: Terminal) -> None:
    facts = terminal("tool", "customer", *FINE, "--id", "1", "--phone", "+55 11 96123-4567", "--json").json
    assert facts["findings"]
    for finding in facts["findings"]:
        assert finding["rule"] and finding["text"] and finding["bases"]
        for basis in finding["bases"]:
            assert basis.keys() == {"source", "where", "date", "sure"}
            assert basis["sure"] in ("official", "published", "tool", "operator", "guess")
    assert facts["phone"] == {"code": "55", "number": "11961234567"}
    assert facts["evidence"]["order.phone-format"] > 1


def test_a_pasted_block_is_taken_apart_and_corrected(terminal: Terminal) -> None:
    ended = terminal("tool", "customer", "--paste", "-", typed=BLOCK)
    assert "The block was read as\n  Country: Austria\n  Name: Max Muster" in ended.out
    assert "Corrected, to copy" in ended.out
    assert "  Postcode: 1010\n" in ended.out
    facts = terminal("tool", "customer", "--paste", "-", "--json", typed=BLOCK).json
    assert facts["details"]["city"] == "wien"
    start, end = facts["spans"]["city"][0]
    assert BLOCK[start:end] == "wien"


def test_options_correct_what_was_made_of_the_block(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "address.txt"
    file.write_text(BLOCK, encoding="utf-8")
    facts = terminal("tool", "customer", "--paste", str(file), "--province", "Vienna", "--city", "Wien", "--json").json
    assert (facts["details"]["province"], facts["details"]["city"]) == ("Vienna", "Wien")
    assert facts["details"]["name"] == "Max Muster"


@pytest.mark.parametrize(
    ("arguments", "typed", "told"),
    [
        ((), "", "There is nothing to check."),
        (("--paste", "-"), " \n", "There is no text to read."),
        (("--paste", "/nowhere/address.txt"), "", "can't be read"),
    ],
)
def test_wrong_input_ends_with_2_and_one_line(
    terminal: Terminal, arguments: tuple[str, ...], typed: str, told: str
) -> None:
    ended = terminal("tool", "customer", *arguments, typed=typed)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("lang", ["vi", "zh"])
def test_it_works_in_every_language(terminal: Terminal, lang: str) -> None:
    ended = terminal("tool", "customer", *FINE, "--id", "1", "--lang", lang)
    assert ended.code == 1
    assert "{" not in ended.out


def test_hidden_characters_are_shown_as_escapes(terminal: Terminal) -> None:
    ended = terminal("tool", "customer", "--country", "US", "--postcode", "\u202e12", "--name", "A\u200bB Smith")
    assert "\u202e" not in ended.out and "\u200b" not in ended.out
