"""`orderdoctor tool split`: parts to copy, told in words and as JSON; wrong input ends with 2."""

from __future__ import annotations

import pytest

from .helpers import Terminal


def test_parts_are_listed_with_what_they_cost(terminal: Terminal) -> None:
    ended = terminal("tool", "split", "Phone case 3.50 x 4", "Lamp 12.50")
    assert ended.code == 0
    assert "2 parts. It is certain that fewer are not possible." in ended.out
    assert "Part 1: 14.00 CAD\n  4 × Phone case" in ended.out
    assert "DSers Help: Orders failure reasons" in ended.out
    assert "order.over-20-cad" in ended.out


def test_items_come_from_standard_input_too(terminal: Terminal) -> None:
    facts = terminal("tool", "split", "--json", typed="Phone case\t3.50\t4\nLamp\t12.50\t1\n").json
    assert facts["proved"] is True
    assert [part["counted"] for part in facts["parts"]] == ["14.00", "12.50"]
    assert facts["evidence"]["order.over-20-cad"] > 1
    assert facts["rules"] == [{"source": "dsers-failure-reasons", "date": "", "sure": "published"}]


def test_the_limit_the_rate_and_the_extra_cost_are_the_users(terminal: Terminal) -> None:
    ended = terminal("tool", "split", "Case USD 5 x 6", "--limit", "25", "--rate", "1.38", "--extra", "4", "--json")
    assert [sum(item["count"] for item in part["items"]) for part in ended.json["parts"]] == [3, 3]
    assert ended.json["parts"][0]["counted"] == "24.70"
    assert ended.json["evidence"] == {}


def test_an_item_above_the_limit_ends_with_1(terminal: Terminal) -> None:
    ended = terminal("tool", "split", "Drone 35")
    assert ended.code == 1
    assert "It needs another supplier." in ended.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no price here"], "no item to split"),
        (["Case USD 5"], "exchange rate"),
        (["A 3", "--limit", "many"], "--limit needs a number"),
        (["A 3", "--extra", "30"], "above the extra cost"),
    ],
)
def test_wrong_input_ends_with_2_and_one_line(terminal: Terminal, arguments: list[str], told: str) -> None:
    ended = terminal("tool", "split", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("lang", ["vi", "zh"])
def test_it_works_in_every_language(terminal: Terminal, lang: str) -> None:
    assert terminal("tool", "split", "Lamp 12,50", "--lang", lang).code == 0
