"""I29: sorted as the readers of a language look things up."""

from __future__ import annotations

from orderdoctor.i18n import CHINESE, ENGLISH, VIETNAMESE
from orderdoctor.ordering import sort_key


def test_i29_chinese_sorts_by_pinyin() -> None:
    words = ["退款", "订单", "纠纷", "物流", "案例", "买家", "取消"]
    assert sorted(words, key=lambda word: sort_key(word, CHINESE)) == ["案例", "订单", "纠纷", "买家", "取消", "退款", "物流"]


def test_i29_vietnamese_sorts_by_letters_and_d_before_d_with_a_stroke() -> None:
    words = ["đơn", "dán", "ẩn", "An", "ép", "e"]
    assert sorted(words, key=lambda word: sort_key(word, VIETNAMESE)) == ["An", "ẩn", "dán", "đơn", "e", "ép"]


def test_i29_numbers_sort_by_size() -> None:
    words = ["Case 10", "Case 9", "case 100", "Case 1"]
    assert sorted(words, key=lambda word: sort_key(word, ENGLISH)) == ["Case 1", "Case 9", "Case 10", "case 100"]
