"""What the matcher is judged by was not learned from: not word for word, and not nearly."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from benchmarks._overlap import SAME, Seen, of_the_phrases, unseen
from benchmarks._texts import LANGUAGES, NEAR, Text, evaluation

from orderdoctor.catalog.model import Catalog
from orderdoctor.main import Parts
from train import PHRASES

WRITTEN = ("own", "long", NEAR)
LEARNED = ["my parcel went to the neighbour and he denies it", "包裹送到邻居那里他说没有收到也不肯承认"]


@pytest.fixture(scope="module")
def judged(catalog: Catalog) -> list[Text]:
    return [text for text in evaluation(catalog) if text.kind in WRITTEN]


@pytest.fixture(scope="module")
def phrases(shared_parts: Parts, catalog: Catalog) -> Seen:
    return of_the_phrases(shared_parts.folder, catalog)


def test_every_author_and_the_near_misses_are_compared(phrases: Seen, shared_parts: Parts) -> None:
    names = {path.stem for path in PHRASES.glob("*.jsonl")}
    assert {f"{language}-{part}" for language in LANGUAGES for part in ("a", "b", "c", "near")} <= names
    for path in PHRASES.glob("*.jsonl"):
        text = json.loads(path.read_text("utf-8").splitlines()[-1])["t"]
        assert phrases.exact(shared_parts.folder.plain(text)), path.name


def test_hardly_any_text_to_judge_by_stands_in_the_phrases(
    judged: list[Text], phrases: Seen, shared_parts: Parts
) -> None:
    seen = Counter(text.language for text in judged if phrases.seen(shared_parts.folder.plain(text.text)))
    written = Counter(text.language for text in judged)
    assert all(seen[language] <= 0.02 * written[language] for language in LANGUAGES), dict(seen)


def test_texts_that_stand_in_the_phrases_are_not_judged_by(
    judged: list[Text], phrases: Seen, shared_parts: Parts, catalog: Catalog
) -> None:
    first = json.loads((PHRASES / "en-c.jsonl").read_text("utf-8").splitlines()[0])
    copied = Text("en", "own", frozenset({first["r"]}), f"{first['t']}!!")
    left = unseen([*judged, copied], shared_parts.folder, catalog)
    assert copied not in left
    assert not [text for text in left if phrases.seen(shared_parts.folder.plain(text.text))]
    assert len(left) >= 0.98 * len(judged)


@pytest.mark.parametrize(
    "text",
    [
        "my parcel went to the neighbour and he denies it",
        "my parcel, went to the neighbour: and he denies it!",
        "my parcel went to the neighbor and he denies it",
        "包裹送到邻居那里他说没有收到也不肯承认吧",
    ],
)
def test_copies_and_near_copies_are_noticed(text: str) -> None:
    assert Seen(LEARNED, ()).seen(text)


@pytest.mark.parametrize("text", ["the neighbour took my parcel and now says that he never had it", "邻居拿走了包裹"])
def test_the_same_thing_in_other_words_is_no_copy(text: str) -> None:
    assert Seen(LEARNED, ()).share(text) < SAME


def test_what_both_quote_does_not_count() -> None:
    message = "the parcel was handed over to the neighbour"
    learned = [f"what does it mean: {message}"]
    assert Seen(learned, ()).share(message) == 1
    assert Seen(learned, [message]).share(f"{message} why") == 0
