"""`orderdoctor tool status`: what it means, who can do what, what comes next, and the order's way with a mark."""

from __future__ import annotations

import pytest

from orderdoctor.i18n import LANGUAGES

from .helpers import Terminal, knowledge

LANGUAGE = {language.code: language for language in LANGUAGES}


@pytest.mark.parametrize("given", ["等待您发货", "wait_seller_send_goods", "cho gui hang", "To ship"])
def test_a_status_is_explained_with_its_place_on_the_way(terminal: Terminal, given: str) -> None:
    ended = terminal("tool", "status", given)
    assert ended.code == 0
    assert "A shipment may be declared now: yes" in ended.out
    assert "The seller: " in ended.out
    assert "The buyer: " in ended.out
    assert "● Waiting for shipment (WAIT_SELLER_SEND_GOODS) ← here" in ended.out
    assert "ship.not-awaiting-shipment" in ended.out


def test_without_a_status_the_whole_way_is_drawn(terminal: Terminal) -> None:
    ended = terminal("tool", "status")
    assert ended.code == 0
    assert all(status in ended.out for status in knowledge().catalog.statuses)
    assert "← here" not in ended.out


def test_a_reply_is_read_from_standard_input(terminal: Terminal) -> None:
    reply = '{"order_status":"FINISH","order_end_reason":"seller_send_goods_timeout","frozenStatus":"NO_FROZEN"}'
    facts = terminal("tool", "status", "-", "--json", typed=reply).json
    assert facts["here"] == ["FINISH"]
    assert [found["kind"] for found in facts["recognised"]] == ["status", "end_reason", "field"]
    assert facts["evidence"]["cancel.seller-did-not-ship"] > 8
    assert {row["status"] for row in facts["diagram"] if row["here"]} == {"FINISH"}


def test_the_system_chooses_between_apps_with_the_same_label(terminal: Terminal) -> None:
    facts = terminal("tool", "status", "Pending", "--system", "dsers", "--json").json
    assert [status["id"] for status in facts["app_statuses"]] == ["dsers-pending"]


@pytest.mark.parametrize(
    ("given", "close"), [("WAIT_SELER_SEND_GOODS", "WAIT_SELLER_SEND_GOODS"), ("xyzzy", "tool status")]
)
def test_what_does_not_exist_ends_with_1_and_a_way_on(terminal: Terminal, given: str, close: str) -> None:
    ended = terminal("tool", "status", given)
    assert (ended.code, ended.out) == (1, "")
    assert close in ended.err


@pytest.mark.parametrize("lang", ["vi", "zh"])
def test_it_speaks_every_language(terminal: Terminal, lang: str) -> None:
    status = knowledge().catalog.statuses["IN_FROZEN"]
    name = knowledge().words(LANGUAGE[lang]).of(status.name)
    assert name in terminal("tool", "status", "IN_FROZEN", "--lang", lang).out
