"""`orderdoctor way`: where an order is stuck, by the words that stand on the user's own screen."""

from __future__ import annotations

import pytest

from .helpers import Terminal, knowledge


def test_the_whole_way_names_every_stage_and_status(terminal: Terminal) -> None:
    out = terminal("way").out
    catalog = knowledge().catalog
    for pipeline in catalog.pipelines:
        assert all(stage.title.english in out for stage in pipeline.stages)
    assert all(status.id in out for status in catalog.statuses.values())
    assert all(end.id in out for end in catalog.end_reasons.values())
    assert all(shown.label in out for shown in catalog.app_statuses.values())


def test_every_one_of_them_can_be_shown_by_its_id(terminal: Terminal) -> None:
    catalog = knowledge().catalog
    stages = [stage for pipeline in catalog.pipelines for stage in pipeline.stages]
    for thing in (
        *stages,
        *catalog.statuses.values(),
        *catalog.end_reasons.values(),
        *catalog.app_statuses.values(),
    ):
        ended = terminal("way", thing.id)
        assert ended.code == 0
        assert all(catalog.reasons[name].title.english in ended.out for name in thing.reasons)


@pytest.mark.parametrize("given", ["等待您发货", "wait_seller_send_goods", "Waiting for shipment"])
def test_a_status_is_found_by_code_screen_and_name(terminal: Terminal, given: str) -> None:
    facts = terminal("way", given, "--json").json
    assert [status["id"] for status in facts["statuses"]] == ["WAIT_SELLER_SEND_GOODS"]


def test_a_label_that_two_apps_show_gives_both(terminal: Terminal) -> None:
    facts = terminal("way", "awaiting", "payment", "--json").json
    assert len({shown["app"] for shown in facts["app_statuses"]}) >= 2


def test_the_vietnamese_label_on_the_screen_is_found_without_marks(terminal: Terminal) -> None:
    facts = terminal("way", "dang cho thanh toan", "--json").json
    assert [shown["id"] for shown in facts["app_statuses"]] == ["connector-awaiting-payment"]


def test_a_stage_says_who_acts_and_what_to_do_when_it_is_stuck(terminal: Terminal) -> None:
    out = terminal("way", "tracking-created").out
    assert "Who acts here: the supplier" in out
    assert "If it is stuck: " in out


def test_a_status_says_whether_a_shipment_may_be_declared(terminal: Terminal) -> None:
    assert "declared now: yes" in terminal("way", "WAIT_SELLER_SEND_GOODS").out
    assert "declared now: no" in terminal("way", "FINISH").out


@pytest.mark.parametrize(
    ("given", "close"), [("WAIT_SELLER_SEND_GOOD", "WAIT_SELLER_SEND_GOODS"), ("xyzzy", "orderdoctor way")]
)
def test_what_does_not_exist_ends_with_1_and_a_way_on(terminal: Terminal, given: str, close: str) -> None:
    ended = terminal("way", given)
    assert (ended.code, ended.out) == (1, "")
    assert close in ended.err


def test_the_whole_way_as_json_holds_everything(terminal: Terminal) -> None:
    facts, catalog = terminal("way", "--json").json, knowledge().catalog
    assert len(facts["statuses"]) == len(catalog.statuses)
    assert len(facts["app_statuses"]) == len(catalog.app_statuses)
    assert [len(pipeline["stages"]) for pipeline in facts["pipelines"]] == [
        len(p.stages) for p in catalog.pipelines
    ]
