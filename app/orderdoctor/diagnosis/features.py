"""What a folded text consists of, for comparing wordings: words and word pairs, trigrams inside words, Han bigrams.

A feature is a short string: `w:refund`, `p:not arrived`, `t:ref`, `h:退款`. The same function serves when the index is
built and when a text is compared with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from operator import add

RUNS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+|[^\W_]+")
_MASKED = re.compile(
    r"https?://\S+|\S+@\S+\.\S+|\b(?=[a-z]*\d)[a-z0-9]{9,}\b|\b\d{5,}\b|\b\d{1,2}[:/.]\d{1,2}(?:[:/.]\d{1,4})?\b"
)
_CLAUSE = re.compile(r"[.!?。！？;；]\s*|\n|,\s|[,，]")

LONG_WORD = 4
"""Words from this length on also give trigrams: typing mistakes leave most of them standing."""


def masked(folded: str) -> str:
    """The text without what varies from order to order: numbers, addresses of pages and mails, dates."""
    return _MASKED.sub(" ", folded)


def blanked(folded: str) -> str:
    """As `masked`, with as many spaces as letters that varied: places stay."""
    return _MASKED.sub(lambda match: " " * len(match.group(0)), folded)


def features(folded: str) -> Counter[str]:
    """How often each feature occurs in a folded text."""
    return Counter(_features(masked(folded)))


def _features(text: str) -> Iterator[str]:
    before = ""
    for run in RUNS.findall(text):
        if run[0] >= "\u3400":
            yield from _han(run)
            before = ""
            continue
        yield f"w:{run}"
        if before:
            yield f"p:{before} {run}"
        if len(run) >= LONG_WORD:
            padded = f"^{run}$"
            yield from (f"t:{padded[i : i + 3]}" for i in range(len(padded) - 2))
        before = run


def _han(run: str) -> Iterator[str]:
    yield from (f"h:{run[i : i + 2]}" for i in range(len(run) - 1))
    yield from (f"c:{letter}" for letter in run)


def clauses(text: str, shortest: int = 8) -> list[tuple[int, int]]:
    """The stretches of a text between stops, the short ones joined to their neighbour: (start, end) positions."""
    cuts = [match.end() for match in _CLAUSE.finditer(text)] + [len(text)]
    found: list[tuple[int, int]] = []
    start = 0
    for cut in cuts:
        if cut - start >= shortest:
            found.append((start, cut))
            start = cut
    if start < len(text):
        found.append((start, len(text)))
    return found


def tokens(clause: str) -> list[str]:
    """What the learned model looks up in a folded clause: ` word `, `word pair`, and Han 1- to 3-grams, each as often as it occurs."""
    found: list[str] = []
    before = ""
    for run in RUNS.findall(masked(clause)):
        if run[0] >= "\u3400":
            found += run
            found += map(add, run, run[1:])
            found += [run[i : i + 3] for i in range(len(run) - 2)]
            before = ""
            continue
        found.append(f" {run} ")
        if before:
            found.append(f"{before} {run}")
        before = run
    return found


def parts(token: str) -> list[str]:
    """The features of a token: of a word also the 3- to 5-grams inside it, so that a slip of the finger leaves most of them."""
    if token[0] != " ":
        return [token]
    padded = f"^{token[1:-1]}$"
    return [token, *(padded[i : i + size] for size in (3, 4, 5) for i in range(len(padded) - size + 1))]
