"""What a case can be found by, and the folding that makes different spellings the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from orderdoctor.cases.case import Case
from orderdoctor.cases.events import without_surrogates

Fold = Callable[[str], str]

_LEFT_OUT = frozenset({"Mn", "Me", "Cf", "Cc", "Cs"})
_PROBE = "Đơn hàng ĐƠN HA\u0300NG ＡＢＣ１２３ 訂單 订单 Straße ﬁ ① \u200b\\u4e2d &amp; <b>\n"


def default_fold(text: str) -> str:
    """Return the text without case, marks, widths and invisible characters; đ becomes d."""
    spaced = " ".join(unicodedata.normalize("NFKC", text).split())
    letters = unicodedata.normalize("NFD", spaced.casefold())
    kept = "".join(letter for letter in letters if unicodedata.category(letter) not in _LEFT_OUT)
    return unicodedata.normalize("NFC", kept).replace("đ", "d")


def fingerprint(fold: Fold) -> str:
    """Return what tells one folding from another: stored texts fit only the folding that made them."""
    return folded(_PROBE, fold)


def folded(text: str, fold: Fold) -> str:
    """Return the text folded, in one line, fit to be stored."""
    return " ".join(without_surrogates(fold(text)).replace("\0", " ").split())


def words_of(case: Case) -> str:
    """Return all the text of a case that a search looks through."""
    steps = [text for step in case.steps.values() for text in (step.note, step.blocked or "")]
    parts = [
        f"#{case.number}",
        case.own_title,
        case.reason_title,
        case.reason or "",
        case.system or "",
        *case.codes,
        case.text,
        *(note.text for note in case.notes),
        *steps,
        case.handed_to or "",
    ]
    return "\n".join(part for part in parts if part)
