"""A made-up catalog of any number of reasons, and texts to judge by, for questions of size: 1,000 and 10,000 reasons.

    python benchmarks/synthetic.py [NUMBER]     say what such a catalog is like

Everything is machine-made from synthetic.toml and the same in every run. A reason is one choice of five things: what,
in which state, where, from whom, under which circumstances; each has several words in English, Vietnamese and Chinese.
Eight neighbours share what and state, and any two reasons differ in at least two of the five, so that four of them
tell a reason. The texts to judge by use other sentences than the phrases, other choices of words, and other greetings.
The real reasons come first; the first 1,000 of 10,000 are those of 1,000.
"""

from __future__ import annotations

import random
import sys
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "packaging"), str(ROOT)]

from benchmarks._texts import LANGUAGES, NEAR, Text, distorted  # noqa: E402
from orderdoctor.catalog.model import Catalog, Code, Message, Reason  # noqa: E402
from orderdoctor.i18n import Text as Wording  # noqa: E402

PARTS = ("thing", "state", "place", "actor", "circumstance")
NEIGHBOURS = 8
PHRASES = 3
"""Phrases of a reason in each language."""

Choice = tuple[int, ...]
"""One concept of each of PARTS, by its number."""

Concepts = Mapping[str, Sequence[Mapping[str, Sequence[str]]]]
"""By part: the concepts, each with its ways of saying it by language."""


@dataclass(frozen=True)
class Synthetic:
    """A catalog and what is known of its reasons besides; all texts as people write them, not folded.

    sayings: Vietnamese and Chinese titles and problems, as (reason id, text), which for real reasons stand in the
    translations; phrases: (reason id, text) of the made-up reasons in all languages; near: texts of no reason to
    learn from; texts: to judge by, of the made-up reasons (kinds of _texts.KINDS, and near).
    """

    catalog: Catalog
    sayings: tuple[tuple[str, str], ...]
    phrases: tuple[tuple[str, str], ...]
    near: tuple[str, ...]
    texts: tuple[Text, ...]


def make(real: Catalog, number: int, texts: int = 400) -> Synthetic:
    """A catalog of so many reasons, the real ones included, and about so many texts to judge by."""
    maker = _Maker(_words())
    made = dict(zip(_ids(real, number), maker.choices(), strict=False))
    prototype = next(iter(real.reasons.values()))
    systems = sorted(real.systems)
    reasons = {
        key: maker.reason(key, choice, prototype, systems[i % len(systems)])
        for i, (key, choice) in enumerate(made.items())
    }
    catalog = replace(real, version=f"made-up-{number}", reasons={**real.reasons, **reasons})
    sayings = tuple((key, text) for key, choice in made.items() for text in maker.titles(key, choice)[2:])
    phrases = tuple((key, text) for key, choice in made.items() for text in maker.phrases(key, choice))
    return Synthetic(
        catalog, sayings, phrases, tuple(maker.near(300, "learn")), tuple(maker.judged(reasons, made, texts))
    )


def choices(number: int) -> list[Choice]:
    """What the first so many made-up reasons are composed of."""
    return list(islice(_Maker(_words()).choices(), number))


def _words() -> Mapping[str, object]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _ids(real: Catalog, number: int) -> list[str]:
    return [f"made.{i:05}" for i in range(number - len(real.reasons))]


class _Maker:
    """Composes reasons and texts from the tables of synthetic.toml. Every text has a dice of its own, thrown by its name."""

    def __init__(self, source: Mapping[str, object]) -> None:
        self._source = source
        self._concepts: Concepts = {part: self._read(f"{part}s") for part in PARTS}
        self._others = self._read("others")

    def _read(self, name: str) -> list[dict[str, list[str]]]:
        rows = self._source[name]
        assert isinstance(rows, list)
        return [{lang: ways.split(" / ") for lang, ways in zip(LANGUAGES, row, strict=True)} for row in rows]

    def _sentences(self, name: str, language: str) -> list[str]:
        table = self._source[name]
        assert isinstance(table, dict)
        return [table[language]] if isinstance(table[language], str) else list(table[language])

    def choices(self) -> Iterator[Choice]:
        """Choices without end, NEIGHBOURS at a time with the same thing and state; any two differ in two parts."""
        dice = random.Random(3)
        sizes = [len(self._concepts[part]) for part in PARTS]
        taken: set[tuple[int, Choice]] = set()
        while True:
            family = tuple(map(dice.randrange, sizes[:2]))
            found = 0
            for _ in range(NEIGHBOURS * 20):
                choice = (*family, *map(dice.randrange, sizes[2:]))
                four = {(left_out, choice[:left_out] + choice[left_out + 1 :]) for left_out in range(len(PARTS))}
                if found < NEIGHBOURS and not four & taken:
                    taken |= four
                    found += 1
                    yield choice

    def _said(
        self, sentence: str, language: str, choice: Choice, dice: random.Random | None, other: int | None = None
    ) -> str:
        """The sentence with the words of a choice; without dice the first way of saying each; other: another thing."""
        words = {}
        for part, number in zip(PARTS, choice, strict=True):
            concept = self._concepts[part][number] if part != "thing" or other is None else self._others[other]
            words[part] = dice.choice(concept[language]) if dice else concept[language][0]
        text = sentence.format(**words)
        return text[0].upper() + text[1:] if dice is None else text

    def titles(self, key: str, choice: Choice) -> list[str]:
        """Title and problem in English, then in the other languages."""
        found = []
        for language in LANGUAGES:
            dice = random.Random(f"{key} problem {language}")
            first, second, _ = self._sentences("phrases", language)
            found += [self._said(first, language, choice, None), self._said(second, language, choice, dice)]
        return found

    def reason(self, key: str, choice: Choice, prototype: Reason, system: str) -> Reason:
        """A made-up reason: title, problem, one message word for word, and for every fourth a code; no solutions."""
        number = int(key[-5:])
        language = LANGUAGES[(0, 0, 1, 0, 2)[number % 5]]
        code = f"MADE_{number:05}_ERROR" if number % 4 == 0 else ""
        message = self._said(self._sentences("message", language)[0], language, choice, None)
        title, problem = self.titles(key, choice)[:2]
        return replace(
            prototype,
            id=key,
            frequency="occasional",
            systems=(system,),
            broader="",
            title=Wording(f"{key}/title", title),
            problem=Wording(f"{key}/problem", problem),
            cause=Wording("", ""),
            codes=(Code(code, False),) if code else (),
            citations=(),
            disagreements=(),
            solutions=(),
            messages=(Message(message, language, code, prototype.citations[0].source, True),),
        )

    def phrases(self, key: str, choice: Choice) -> Iterator[str]:
        """What people say of it, in all languages."""
        for language in LANGUAGES:
            dice = random.Random(f"{key} phrases {language}")
            for i in range(PHRASES):
                sentences = self._sentences("phrases", language)
                yield self._said(sentences[i % len(sentences)], language, choice, dice)

    def near(self, number: int, purpose: str) -> Iterator[str]:
        """Texts about things that no reason is about, languages in turn; those to learn from name half of these things."""
        dice = random.Random(f"near {purpose}")
        half = len(self._others) // 2
        for i in range(number):
            language = LANGUAGES[i % 3]
            choice = tuple(dice.randrange(len(self._concepts[part])) for part in PARTS)
            sentence = dice.choice(self._sentences("phrases" if purpose == "learn" else "partly", language))
            while "{thing}" not in sentence:
                sentence = dice.choice(self._sentences("partly", language))
            other = dice.randrange(half) + (0 if purpose == "learn" else half)
            yield self._said(sentence, language, choice, dice, other)

    def judged(self, reasons: Mapping[str, Reason], made: Mapping[str, Choice], number: int) -> Iterator[Text]:
        """Texts to judge by: a third in own words, a third in long pastes, then messages, distortions and near misses."""
        dice = random.Random(f"judged {len(made)}")
        keys = dice.sample(sorted(made), min(len(made), max(1, number // 3)))
        for i, key in enumerate(keys):
            language = LANGUAGES[i % 3]
            right = frozenset({key})
            yield Text(language, "own", right, self._own(language, made[key], dice))
            yield Text(language, "long", right, self._long(language, made[key], dice))
            if i % 3 == 0:
                message = reasons[key].messages[0]
                yield Text(message.lang, "verbatim", right, message.text)
                yield Text(message.lang, "distorted", right, distorted(message.text, dice))
        for i, text in enumerate(self.near(number // 4, "judge")):
            yield Text(LANGUAGES[i % 3], NEAR, frozenset(), text)

    def _own(self, language: str, choice: Choice, dice: random.Random) -> str:
        text = self._said(
            dice.choice(self._sentences(dice.choice(("whole", "partly")), language)), language, choice, dice
        )
        return _without_marks(text) if language == "vi" and dice.random() < 0.5 else text

    def _long(self, language: str, choice: Choice, dice: random.Random) -> str:
        around = dice.sample(self._sentences("around", language), 11)
        cut = dice.randint(1, len(around) - 1)
        stop = "。" if language == "zh" else ". "
        return stop.join([*around[:cut], self._own(language, choice, dice), *around[cut:]])


def _without_marks(text: str) -> str:
    plain = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return plain.replace("đ", "d").replace("Đ", "D")


def main() -> None:
    """Say what a made-up catalog is like."""
    import assemble
    from orderdoctor.catalog.reading import load_catalog

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    made = make(load_catalog(assemble.checkout_bundle() / "catalog.json"), number)
    print(f"{len(made.catalog.reasons):,} reasons, {len(made.phrases):,} phrases, {len(made.sayings):,} translated texts,"
          f" {len(made.near)} near misses to learn from; machine-made")  # fmt: skip
    for kind in sorted({text.kind for text in made.texts}):
        chosen = [text.text for text in made.texts if text.kind == kind]
        print(
            f"{kind:10} {len(chosen):4} texts, {sum(map(len, chosen)) // len(chosen)} characters, such as {chosen[0]!r}"
        )


if __name__ == "__main__":
    main()
