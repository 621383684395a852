"""Finds error codes in a folded text: the known ones, and nothing that only looks like one.

A code with letters (`SKU_NOT_EXIST`, `F00-00-10013-002`) is known wherever it stands. A negative number of three
digits (`-999`) too, unless it is part of a longer number. A bare number (`7`, `15`, `-1`) is a code only in a code's
surroundings ("code": 15, error 7, 错误码 -1), or if it is all that was pasted and is signed or has three digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LOOKALIKE = str.maketrans("аеорсхуікмтвнѕαορεικτνυχ", "aeopcxyikmtbhsaopeiktvux")
"""Cyrillic and Greek letters that look like Latin ones; folded text is lower case, and lengths stay the same."""

_BEFORE = re.compile(
    r"(?:(?:sub_?|error_?|err_?|ret_?|result_?|return_?|biz_?)?code|errno|error|err|ma loi|ma|loi|failed?|"
    r"错误码|错误代码|错误|报错|代码|返回码|状态码|code码)\s*(?:so|no\.?|number|is|la|为|是|号)?[\s\"'\[\]():=#>,]*-?\s?$"
)
_REACH = 32
_NUMBER = re.compile(r"(?<![\w.,/])(?<!\d:)-?\d{1,7}(?:-\d{3,5})?(?![\w/-]|:\d|[.,]\d)")
_JOINED = re.compile(r"(?<![a-z0-9_])[a-z0-9]+(?:[_.-][a-z0-9]+)*(?:_[a-z0-9]+)*(?![a-z0-9_])")


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code of the catalog in a text: as the catalog writes it, and where (folded positions)."""

    code: str
    start: int
    end: int
    certain: bool
    """False for short numbers, which also occur by chance."""


class CodeFinder:
    """Knows all codes of a catalog."""

    def __init__(self, codes: Iterable[str]) -> None:
        """Take the codes as the catalog writes them."""
        self._numbers: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._phrases: list[tuple[str, str]] = []
        self._prefixes: list[tuple[str, str]] = []
        for code in codes:
            self._learn(code, code.casefold())

    def _learn(self, code: str, folded: str) -> None:
        if folded.endswith("*"):
            self._prefixes.append((folded[:-1], code))
        elif re.fullmatch(r"-?\d+(-\d+)?", folded):
            self._numbers[folded] = code
            if folded.startswith("-"):
                self._numbers.setdefault(folded[1:], code)
        elif " " in folded:
            self._phrases.append((folded, code))
        else:
            self._words[folded] = code

    def find(self, folded: str) -> tuple[FoundCode, ...]:
        """All known codes in a folded text, each occurrence once, in order."""
        text = folded.translate(_LOOKALIKE)
        found = [*self._lettered(text), *self._numeric(text)]
        return tuple(sorted(found, key=lambda code: code.start))

    def _lettered(self, text: str) -> Iterable[FoundCode]:
        for match in _JOINED.finditer(text):
            token = match.group(0)
            if token in self._words:
                yield FoundCode(self._words[token], match.start(), match.end(), True)
                continue
            for prefix, code in self._prefixes:
                if token.startswith(prefix) and len(token) > len(prefix):
                    yield FoundCode(code, match.start(), match.end(), True)
        for phrase, code in self._phrases:
            start = text.find(phrase)
            if start >= 0:
                yield FoundCode(code, start, start + len(phrase), True)

    def _numeric(self, text: str) -> Iterable[FoundCode]:
        for match in _NUMBER.finditer(text):
            token, start = match.group(0), match.start()
            if start and text[start - 1] == "-":
                continue
            code = self._numbers.get(token)
            alone = text.strip(" .,!?\"'()[]:;") == token and (token[0] == "-" or len(token) > 2)
            before = text[max(0, start - _REACH) : start]
            introduced = bool(_BEFORE.search(before))
            if code is None and introduced:
                code = self._numbers.get(f"-{token}")
            if code is None:
                continue
            telling = code == token and (re.fullmatch(r"-\d{3,}|\d+-\d{3,}", token) is not None)
            if telling or alone or introduced:
                named = introduced and ("code" in before or "码" in before)
                certain = telling or alone or named or len(token.lstrip("-")) > 2
                yield FoundCode(code, start, match.end(), certain)
