"""Lines break where people read them without stumbling, and never too late."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from orderdoctor.cli.layout import columns, filled, wrapped

LETTERS = st.text(alphabet="ab đơnHÀNG 订单号，。（）“”！-999\n…é\u0301", max_size=120)


def test_a_chinese_character_takes_two_columns_and_a_combining_mark_none() -> None:
    assert columns("订单") == 4
    assert columns("e\u0301") == 1
    assert columns("đơn hàng") == 8
    assert columns("Ａ\u200b") == 2


@given(LETTERS, st.integers(min_value=6, max_value=60))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    for line in wrapped(text, width, "- ", "  "):
        assert columns(line) <= width


@given(LETTERS, st.integers(min_value=6, max_value=60))
def test_nothing_is_lost_or_changed_by_wrapping(text: str, width: int) -> None:
    joined = "".join("".join(wrapped(text, width)).split())
    assert joined == "".join(text.split())


def test_latin_words_stay_whole() -> None:
    assert list(wrapped("the order was cancelled", 12)) == ["the order", "was", "cancelled"]


def test_a_word_that_is_wider_than_the_line_is_cut() -> None:
    assert list(wrapped("B_DROPSHIPPER_DELIVERY", 10)) == ["B_DROPSHIP", "PER_DELIVE", "RY"]


def test_i25_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    text = "该交易订单已填写发货通知，数据更新中（请耐心等待），无需重复操作。点击“付款”按钮。"
    for width in range(8, 60):
        for line in wrapped(text, width):
            assert line[0] not in "，。）”", (width, line)
            assert line[-1] not in "（“", (width, line)


def test_the_mark_of_an_item_hangs_in_front_of_its_text() -> None:
    assert list(wrapped("one two three", 10, "1. ", "   ")) == ["1. one two", "   three"]


def test_a_cell_has_its_width_whatever_is_in_it() -> None:
    assert filled("ab", 5) == "ab   "
    assert columns(filled("订单订单", 5)) == 5
