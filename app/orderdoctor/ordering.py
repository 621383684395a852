"""The order in which people of a language look things up: by sound in Chinese, by letters elsewhere, numbers by size."""

from __future__ import annotations

import re
import unicodedata

from orderdoctor.i18n import CHINESE, Language

_NUMBERS = re.compile(r"(\d+)")


def sort_key(text: str, language: Language) -> tuple[tuple[int, int, bytes], ...]:
    """The key by which a text is sorted in a language.

    Chinese characters sort by pinyin: the standard GB 2312 lists the 3,755 common ones in that order, and its encoding
    is the key. Vietnamese and English sort by their letters without marks first, and by the marks where these are equal.
    """
    parts = []
    for part in _NUMBERS.split(text.casefold()):
        if part.isdigit():
            parts.append((0, int(part), b""))
        elif part:
            parts.append((1, 0, _letters(part, language)))
    return tuple(parts)


def _letters(text: str, language: Language) -> bytes:
    if language == CHINESE:
        return text.encode("gb18030", "replace")
    bare = "".join(c for c in unicodedata.normalize("NFD", text.replace("đ", "dz")) if not unicodedata.combining(c))
    return bare.encode("utf-8", "replace") + b"\0" + text.encode("utf-8", "replace")
