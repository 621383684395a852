"""What a text says beside the reason: where the user works, and in which language it is written."""

from __future__ import annotations

import re

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.fold import is_han

_VIETNAMESE_LETTERS = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_VIETNAMESE_WORDS = re.compile(
    r"\b(?:khong|duoc|don hang|cua|toi|bi loi|nguoi ban|san pham|hang|mua|dat|huy|tai khoan|thanh toan|giao|minh|sao|"
    r"roi|chua)\b"
)


class HintFinder:
    """Knows by which words a text names a system."""

    def __init__(self, catalog: Catalog) -> None:
        """Take the catalog; systems carry their words."""
        self._systems = {hint: system.id for system in catalog.systems.values() for hint in system.hints}
        longest_first = sorted(self._systems, key=lambda hint: -len(hint))
        self._words = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, longest_first))})(?![a-z0-9])") if longest_first else None

    def system(self, folded: str) -> str | None:
        """The system that a folded text names; None if it names none or several."""
        named = {self._systems[word] for word in self._words.findall(folded)} if self._words else set()
        return named.pop() if len(named) == 1 else None


def language_of(text: str) -> str | None:
    """en, vi or zh, whichever the text is mostly written in; None for a text without words."""
    letters = [letter for letter in text[:4000] if letter.isalpha()]
    if not letters:
        return None
    if sum(map(is_han, letters)) * 4 >= len(letters):
        return "zh"
    head = text[:4000]
    if len(_VIETNAMESE_LETTERS.findall(head)) >= 2 or len(_VIETNAMESE_WORDS.findall(head.casefold())) >= 2:
        return "vi"
    return "en"
