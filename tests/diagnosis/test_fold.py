"""Folding: the same letters for the same meaning, and every letter knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderdoctor.diagnosis.fold import Folder, read_table

TABLE = {"發": "发", "貨": "货"}
FOLDER = Folder(TABLE)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đơn hàng", "don hang"), ("ĐƠN HÀNG", "don hang"), ("Đơn hàng", "don hang"), ("發貨", "发货"),
        ("ＡＢＣ－９９９", "abc-999"), ("a\u200bb\u202ec", "abc"), ("  a \n\t b  ", "a b"), ("“x” ‘y’", "\"x\" 'y'"),
        ("−999", "-999"), ("–5", "-5"), ("\\u53d1\\u8d27", "发货"), ("a\\nb", "a b"), ("a&nbsp;b&amp;c", "a b&c"),
        ("<b>-999</b><br>x", "-999 x"), ("a < b > c", "a < b > c"), ("\\ud83d\\ude00", "😀"), ("\ud800", ""),
    ],
)  # fmt: skip
def test_folds(text: str, folded: str) -> None:
    assert FOLDER.plain(text) == folded


@given(st.text(max_size=200))
def test_any_text_folds_and_every_letter_has_its_place(text: str) -> None:
    folded = FOLDER.fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)
    assert "  " not in folded.text


@given(st.text(alphabet=st.characters(exclude_characters="\\&<"), max_size=100))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = FOLDER.plain(text)
    assert FOLDER.plain(once) == once


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_known_word_is_found_where_it_stands(before: str, after: str) -> None:
    text = f"{before} 發貨 {after}"
    folded = FOLDER.fold(text)
    position = folded.text.rindex("发货") if "发货" in folded.text else -1
    if position >= 0:
        start, end = folded.span(position, position + 2)
        assert FOLDER.plain(text[start:end]) == "发货"


def test_the_shipped_table_has_thousands_of_characters_and_no_loops(bundle) -> None:
    table = read_table((bundle / "folding" / "traditional.txt").read_text("utf-8"))
    assert len(table) > 3_500
    assert table["貨"] == "货"
    assert not [traditional for traditional, simplified in table.items() if traditional == simplified]
