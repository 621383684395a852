"""Texts to judge a matcher by: those of benchmarks/data, the catalog's messages word for word, and distortions of them."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

from orderdoctor.catalog.model import Catalog

DATA = Path(__file__).resolve().parent / "data"
LANGUAGES = ("en", "vi", "zh")
KINDS = ("own", "long", "verbatim", "distorted")
NEAR = "near"


SHAKEN = 3
"""How often each message is distorted: by different letters every time."""


@dataclass(frozen=True)
class Text:
    """A text to judge by: language, kind, and the reasons that would be right (none for a near miss)."""

    language: str
    kind: str
    reasons: frozenset[str]
    text: str


def evaluation(catalog: Catalog) -> list[Text]:
    """All texts to judge by. The catalog has to hold the real reasons; made-up ones (see synthetic.py) are left out."""
    found = []
    for path in sorted(DATA.glob("eval-*.jsonl")):
        language = path.stem[-2:]
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            found.append(Text(language, row["kind"], frozenset({row["r"]} - {""}), row["t"]))
    owners: dict[tuple[str, str], set[str]] = {}
    for reason in catalog.reasons.values():
        for message in reason.messages:
            if message.exact and len(message.text) > 12:
                owners.setdefault((message.lang, message.text), set()).add(reason.id)
    chance = random.Random(1)
    for (language, text), reasons in sorted(owners.items()):
        found.append(Text(language, "verbatim", frozenset(reasons), text))
        shaken = [distorted(text, chance) for _ in range(SHAKEN)]
        found += [Text(language, "distorted", frozenset(reasons), each) for each in shaken]
    return found


def distorted(text: str, chance: random.Random) -> str:
    """The text with one letter in twelve dropped, doubled or exchanged with its neighbour."""
    letters = list(text)
    for _ in range(max(1, len(letters) // 12)):
        at = chance.randrange(len(letters) - 1)
        change = chance.choice(("drop", "double", "swap"))
        if change == "drop":
            letters[at] = ""
        elif change == "double":
            letters[at] *= 2
        else:
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)
