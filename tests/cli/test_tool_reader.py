"""`orderdoctor tool reader`: replies, logs and tables explained, for people and as JSON."""

from __future__ import annotations

from .helpers import Terminal

REPLY = '{"code":"-999","error_message":"Invalid tracking number","order_id":3002876007952992,"access_token":"50000abc"}'
TSV = "Order\tFailed reason\n#1001\tThe product is out of stock\n#1002\tInvalid tracking number\n"


def test_a_reply_is_explained(terminal: Terminal) -> None:
    ended = terminal("tool", "reader", "-", typed=REPLY)
    assert ended.code == 0
    assert "An API reply (JSON)." in ended.out
    assert "3002876007952992: order number (line 1)" in ended.out
    assert "The tracking number does not fit the carrier's format (ship.tracking-format)" in ended.out
    assert "The field access_token holds a key to the account" in ended.out
    assert "50000abc" not in ended.out


def test_json_holds_the_pieces_and_the_reasons(terminal: Terminal) -> None:
    ended = terminal("tool", "reader", "--json", "-", typed=REPLY)
    facts = ended.json
    assert facts["form"] == "json"
    assert [(piece["kind"], piece["value"]) for piece in facts["pieces"]] == [
        ("code", "-999"),
        ("message", "Invalid tracking number"),
        ("id", "3002876007952992"),
    ]
    assert facts["reasons"][0]["id"] == "ship.tracking-format"
    assert facts["findings"][0]["what"] == "secret"
    assert "50000abc" not in ended.out


def test_a_table_is_explained_line_by_line(terminal: Terminal) -> None:
    out = terminal("tool", "reader", "-", typed=TSV).out
    assert "Line 2, order #1001: The product or variant is out of stock" in out
    assert "Line 3, order #1002: The tracking number does not fit the carrier's format" in out


def test_a_text_that_the_library_does_not_know_ends_with_1(terminal: Terminal) -> None:
    ended = terminal("tool", "reader", '{"code":"ZZZ_9"}')
    assert ended.code == 1
    assert "ZZZ_9: not in the library" in ended.out
    assert terminal("tool", "reader", '{"code":"ZZZ_9"}', "--json").code == 1


def test_it_speaks_every_language(terminal: Terminal) -> None:
    titles = {terminal("tool", "reader", "-", "--lang", lang, typed=TSV).out for lang in ("en", "vi", "zh")}
    assert len(titles) == 3
