"""What is looked for is found however it is spelt, and nothing that is typed is an operator."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orderdoctor.cases import CaseStore, HandedOver, Noted, StepBlocked, StepNoted, Titled, Undone

from .helpers import Place, chosen, opened, started


def found(store: CaseStore, search: str) -> list[str]:
    return sorted(store.case(line.id).text for line in store.cases(search=search))


@pytest.fixture
def three(store: CaseStore) -> CaseStore:
    for text in ("Đơn hàng bị từ chối", unicodedata.normalize("NFD", "đơn hàng khác"), "订单发货失败"):
        store.start(opened(text))
    return store


@pytest.mark.parametrize(
    "search",
    [
        "don hang",
        "đơn hàng",
        "ĐƠN HÀNG",
        unicodedata.normalize("NFD", "đơn hàng"),
        "Don  Hang ",
        "ｄｏｎ ｈａｎｇ",
    ],
)
def test_i27_vietnamese_is_found_with_and_without_marks_in_any_case_and_form(three: CaseStore, search: str):
    assert len(found(three, search)) == 2


@pytest.mark.parametrize("search", ["货", "发货", "订单发", "订单发货失败"])
def test_i27_chinese_is_found_by_one_two_three_or_more_characters(three: CaseStore, search: str):
    assert found(three, search) == ["订单发货失败"]


def test_i27_zero_width_characters_dont_hide_a_word(store: CaseStore):
    store.start(opened("sold\u200b\u00adout"))
    assert found(store, "soldout") == found(store, "sold\u200dout") == ["sold\u200b\u00adout"]


@pytest.mark.parametrize(
    "search",
    [
        "%",
        "_",
        "*",
        '"',
        "'",
        "''",
        "\\",
        "NEAR(a b)",
        "a OR b",
        "-999*",
        "'; DROP TABLE cases; --",
        "?1",
        ":now",
    ],
)
def test_x12_operators_are_text(store: CaseStore, search: str):
    store.start(opened("nothing of the kind 999"))
    hit = store.start(opened(f"before {search} after"))
    assert [line.id for line in store.cases(search=search)] == [hit.id]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=20), st.text(max_size=10))
def test_x12_any_text_can_be_looked_for_and_finds_itself(store: CaseStore, search: str, after: str):
    case = store.start(opened(f"a {search} {after}"))
    assert case.id in {line.id for line in store.cases(search=search, limit=10**6)}


def test_a_case_is_found_by_all_that_was_written_in_it(store: CaseStore):
    case = started(
        store,
        "pasted",
        chosen(),
        Titled("Bà Lan"),
        Noted("gọi lại thứ hai"),
        StepNoted("add/step-1", "no such button"),
        StepBlocked("add/step-2", "account locked"),
        HandedOver("Minh Châu", ""),
    )
    started(store, "other", Noted("x"))
    for search in (
        "PASTED",
        "ba lan",
        "thu hai",
        "such button",
        "locked",
        "chau",
        "tax-id",
        "dsers",
        f"#{case.number}",
    ):
        assert case.id in {line.id for line in store.cases(search=search)}, search
    assert [line.id for line in store.cases({"handed-over"}, search="a")] == [case.id]


def test_what_was_undone_is_found_no_more(store: CaseStore):
    case = started(store, "x", Noted("typo"))
    store.record(case.id, Undone(case.changed_seq))
    assert found(store, "typo") == []


def test_another_folding_makes_the_search_texts_anew(place: Place):
    with place.open() as store:
        store.start(opened("訂單"))
        assert found(store, "订单") == []

    def simplifying(text: str) -> str:
        return text.casefold().replace("訂單", "订单")

    with place.open(fold=simplifying) as store:
        assert found(store, "订单") == ["訂單"]
        assert store.check().ok
    with place.open(fold=simplifying) as store:
        assert store.news == ()
