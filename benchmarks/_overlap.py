"""Finds texts to judge by that stand nearly word for word in what was learned from.

Compared are runs of five letters or digits of the folded texts. What both quote from the catalog (messages, codes,
titles: AliExpress' own words) does not count: it is cut out of the text first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks._texts import Text
from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.fold import Folder
from train import PHRASES

SIZE = 5
SAME = 0.8
"""From this share of its runs found in one learned text on, a text counts as seen."""

FEWEST = 12
"""Runs that a text has to have outside of quotations: two or three words are said by everybody."""


class Seen:
    """Knows all texts that were learned from."""

    def __init__(self, learned: Sequence[str], quoted: Iterable[str]) -> None:
        """Take the folded texts that were learned from, and the folded texts that everybody quotes."""
        bones = {letters(text) for text in quoted}
        self._quoted = sorted((text for text in bones if len(text) >= SIZE), key=lambda text: (-len(text), text))
        self._exact = {letters(text) for text in learned}
        self._holding: dict[str, list[int]] = {}
        for number, text in enumerate(learned):
            for run in runs(letters(text)):
                self._holding.setdefault(run, []).append(number)

    def exact(self, folded: str) -> bool:
        """Whether a text was learned from, letter by letter."""
        return letters(folded) in self._exact

    def share(self, folded: str) -> float:
        """The share of a text's runs that one learned text holds at most; 0 if it has too few of its own."""
        own = set().union(*(runs(piece) for piece in self._without_quotations(letters(folded))))
        if len(own) < FEWEST:
            return 0.0
        held = Counter(number for run in own for number in self._holding.get(run, ()))
        return max(held.values(), default=0) / len(own)

    def seen(self, folded: str) -> bool:
        """Whether a text stands among the learned ones, or nearly does."""
        return self.exact(folded) or self.share(folded) >= SAME

    def _without_quotations(self, text: str) -> list[str]:
        for quoted in self._quoted:
            text = text.replace(quoted, "\n")
        return text.split("\n")


def letters(folded: str) -> str:
    """Letters and digits alone."""
    return "".join(letter for letter in folded if letter.isalnum())


def runs(text: str) -> set[str]:
    """All runs of SIZE letters."""
    return {text[i : i + SIZE] for i in range(len(text) - SIZE + 1)}


def of_the_phrases(folder: Folder, catalog: Catalog) -> Seen:
    """What the model of the program has seen: the phrases of all authors and all near misses."""
    rows = [
        json.loads(line) for path in sorted(PHRASES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    quoted = [
        text
        for reason in catalog.reasons.values()
        for text in (reason.title.english, *(m.text for m in reason.messages), *(c.code for c in reason.codes))
    ]
    return Seen([folder.plain(row["t"]) for row in rows], [folder.plain(text) for text in quoted])


def unseen(texts: Sequence[Text], folder: Folder, catalog: Catalog) -> list[Text]:
    """The texts that were written for judging, without those that nearly stand in the phrases; the catalog's own remain."""
    known = of_the_phrases(folder, catalog)
    return [text for text in texts if text.kind in ("verbatim", "distorted") or not known.seen(folder.plain(text.text))]
