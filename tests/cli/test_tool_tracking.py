"""`orderdoctor tool tracking`: what it says, what it ends with, and the same as JSON."""

from __future__ import annotations

import pytest

from .helpers import Terminal


def test_a_right_number_ends_with_0_and_names_the_rule(terminal: Terminal) -> None:
    ended = terminal("tool", "tracking", "RB123456785GB")
    assert ended.code == 0
    assert "RB123456785GB: The number is well formed, and its check digit is right" in ended.out
    assert "Fits: Royal Mail (GB)." in ended.out
    assert "UPU standard S10-12" in ended.out


def test_a_wrong_check_digit_ends_with_1_and_names_the_right_one(terminal: Terminal) -> None:
    ended = terminal("tool", "tracking", "RB123456786US")
    assert ended.code == 1
    assert "the check digit would have to be 5, and it is 6" in ended.out


def test_json_says_the_same(terminal: Terminal) -> None:
    ended = terminal("tool", "tracking", "RB123456786US", "--json")
    assert ended.code == 1
    (number,) = ended.json["numbers"]
    assert number["verdict"] == "wrong"
    assert number["fits"] is False
    assert number["candidates"][0]["expected"] == "5"
    assert number["findings"][0]["what"] == "check-wrong"
    assert number["findings"][0]["spans"] == [[10, 11]]
    assert number["sources"][0] == {
        "id": "upu-s10",
        "name": "UPU standard S10-12, as Wikipedia describes it",
        "where": "https://en.wikipedia.org/wiki/S10_(UPU_standard)",
        "date": "2024-01",
        "sure": "official",
    }
    assert ended.json["speaks"]["ship.tracking-format"] > 100


@pytest.mark.parametrize("arguments", [("RB", "123456785", "GB"), ("RB 123456785 GB",), ("RB123456785GB",)])
def test_a_number_that_the_shell_cut_is_one_number(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    numbers = terminal("tool", "tracking", *arguments, "--json").json["numbers"]
    assert [number["number"] for number in numbers] == ["RB123456785GB"]


def test_many_numbers_come_from_standard_input(terminal: Terminal) -> None:
    ended = terminal("tool", "tracking", "-", "--json", typed="RB123456785GB\n1Z999AA10123456784, LP00123456789012\n")
    assert [number["verdict"] for number in ended.json["numbers"]] == ["right", "right", "other"]
    assert ended.code == 1


def test_the_carrier_can_be_named_as_aliexpress_names_it(terminal: Terminal) -> None:
    assert terminal("tool", "tracking", "UG336196744YP", "--carrier", "YANWEN_AM").code == 0
    ended = terminal("tool", "tracking", "UG336196744YP", "--carrier", "ups")
    assert ended.code == 1
    assert "It is not a number of UPS, but it fits Yanwen (YP)." in ended.out


def test_an_unknown_carrier_is_bad_usage_and_lists_the_known_ones(terminal: Terminal) -> None:
    ended = terminal("tool", "tracking", "RB123456785GB", "--carrier", "nobody")
    assert ended.code == 2
    assert "Royal Mail" in ended.err


def test_a_text_without_a_number_ends_with_1(terminal: Terminal) -> None:
    ended = terminal("tool", "tracking", "hello there")
    assert ended.code == 1
    assert ended.out == ""


def test_an_order_number_is_asked_about_until_the_user_has_answered(terminal: Terminal) -> None:
    assert "Is it the order's number?" in terminal("tool", "tracking", "3002876007952992").out
    assert "order's number" not in terminal("tool", "tracking", "3002876007952992", "--no-order").out


def test_hidden_characters_are_shown_as_escapes(terminal: Terminal) -> None:
    assert "RB\\u200b123456785GB" in terminal("tool", "tracking", "RB\u200b123456785GB").out
