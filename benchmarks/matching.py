"""How well texts are understood: our matcher and its peers on texts that nobody trained on, in one run.

    python benchmarks/matching.py

Texts: benchmarks/data (own words, long pastes, near misses; written by other authors than the phrases), the verbatim
messages of the catalog, and distortions of these. The peers get the same documents: the catalog's texts, messages and
phrases. Printed: top-1, top-3, mean reciprocal rank; for us also precision and coverage of the verdict *match*,
near misses rejected at 95 % acceptance, AUROC, calibration error; time for a text, time to build, memory.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "packaging")]

from rapidfuzz import fuzz, process  # noqa: E402

import assemble  # noqa: E402
import train  # noqa: E402
from orderdoctor.diagnosis.doctor import Verdict  # noqa: E402
from orderdoctor.main import Parts  # noqa: E402
from orderdoctor.paths import user_paths  # noqa: E402

KINDS = ("own", "long", "verbatim", "distorted")


@dataclass(frozen=True)
class Text:
    """A text to judge by: language, kind, and the reasons that would be right (none for a near miss)."""

    language: str
    kind: str
    reasons: frozenset[str]
    text: str


def evaluation(parts: Parts) -> list[Text]:
    """All texts to judge by."""
    found = []
    for path in sorted((ROOT / "benchmarks" / "data").glob("eval-*.jsonl")):
        language = path.stem[-2:]
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            found.append(Text(language, row["kind"], frozenset({row["r"]} - {""}), row["t"]))
    owners: dict[tuple[str, str], set[str]] = {}
    for reason in parts.catalog.reasons.values():
        for message in reason.messages:
            if message.exact and len(message.text) > 12:
                owners.setdefault((message.lang, message.text), set()).add(reason.id)
    chance = random.Random(1)
    for (language, text), reasons in sorted(owners.items()):
        found.append(Text(language, "verbatim", frozenset(reasons), text))
        found.append(Text(language, "distorted", frozenset(reasons), distorted(text, chance)))
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


Rank = Callable[[str], Sequence[str]]


def fuzzy(parts: Parts, documents: list[tuple[str, str]], whole: bool) -> Rank:
    """rapidfuzz: folded partial_ratio, or extract with WRatio on the texts as they are."""
    fold = parts.folder.plain if not whole else str
    texts = [fold(text) for _, text in documents]
    scorer = fuzz.WRatio if whole else fuzz.partial_ratio

    def rank(text: str) -> Sequence[str]:
        hits = process.extract(fold(text), texts, scorer=scorer, limit=30)
        return list(dict.fromkeys(documents[position][0] for _, _, position in hits))

    return rank


def full_text(parts: Parts, documents: list[tuple[str, str]]) -> Rank:
    """SQLite's FTS5 with the trigram tokenizer over folded text, best match first."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE known USING fts5(reason UNINDEXED, text, tokenize='trigram')")
    base.executemany("INSERT INTO known VALUES (?, ?)", [(reason, parts.folder.plain(text)) for reason, text in documents])

    def rank(text: str) -> Sequence[str]:
        folded = parts.folder.plain(text)
        pieces = {folded[i : i + 3].replace('"', " ") for i in range(min(len(folded) - 2, 300))}
        query = " OR ".join(f'"{piece}"' for piece in sorted(pieces) if len(piece) == 3)
        if not query:
            return []
        sql = "SELECT reason FROM known WHERE known MATCH ? ORDER BY rank LIMIT 40"
        return list(dict.fromkeys(row[0] for row in base.execute(sql, (query,))))

    return rank


def report(name: str, rank: Rank, texts: list[Text]) -> None:
    """Top-1, top-3 and mean reciprocal rank by kind and language, and the time for a text."""
    times = []
    for kind in KINDS:
        cells = []
        for language in ("en", "vi", "zh"):
            chosen = [text for text in texts if text.kind == kind and text.language == language]
            first = third = reciprocal = 0.0
            for text in chosen:
                began = time.perf_counter()
                order = rank(text.text)
                times.append(time.perf_counter() - began)
                place = next((i for i, reason in enumerate(order, 1) if reason in text.reasons), 0)
                first += place == 1
                third += 1 <= place <= 3
                reciprocal += 1 / place if place else 0
            n = len(chosen)
            cells.append(f"{language} {first / n:6.1%} {third / n:6.1%} {reciprocal / n:.3f} (n={n})")
        print(f"{name:14} {kind:10} top-1, top-3, MRR:  " + "   ".join(cells))
    times.sort()
    print(f"{name:14} time: p50 {times[len(times) // 2] * 1e3:.2f} ms, p99 {times[int(len(times) * 0.99)] * 1e3:.2f} ms")


def verdicts(parts: Parts, texts: list[Text]) -> None:
    """What only we say: the verdict, and how sure."""
    judged = [text for text in texts if text.kind in ("own", "long", "near")]
    rows = [(text, parts.doctor.diagnose(text.text)) for text in judged]
    inside = [(text, d) for text, d in rows if text.kind != "near"]
    outside = [d for text, d in rows if text.kind == "near"]
    matches = [(text, d) for text, d in rows if d.verdict is Verdict.MATCH]
    right = sum(d.ranking[0].reason in text.reasons for text, d in matches)
    covered = sum(d.verdict is Verdict.MATCH for _, d in inside)
    print(f"match: precision {right / len(matches):.1%} (near misses count as wrong), coverage {covered / len(inside):.1%}")
    odds = sorted(1 - d.none for _, d in inside)
    threshold = odds[int(len(odds) * 0.05)]
    rejected = sum(1 - d.none < threshold for d in outside) / len(outside)
    above = sum(sum(o < i for o in (1 - d.none for d in outside)) for i in odds) / len(odds) / len(outside)
    print(f"near misses: rejected at 95 % acceptance {rejected:.1%}, AUROC {above:.3f},"
          f" called a match {sum(d.verdict is Verdict.MATCH for d in outside) / len(outside):.1%} (n={len(outside)})")  # fmt: skip
    bins: dict[int, list[tuple[float, bool]]] = {}
    for text, d in rows:
        top = d.ranking[0]
        bins.setdefault(min(9, int(top.probability * 10)), []).append((top.probability, top.reason in text.reasons))
    error = sum(abs(sum(p for p, _ in b) - sum(ok for _, ok in b)) for b in bins.values()) / len(rows)
    print(f"calibration error (ten bins, near misses included): {error:.3f}")
    for _number, b in sorted(bins.items()):
        said, true = sum(p for p, _ in b) / len(b), sum(ok for _, ok in b) / len(b)
        print(f"    said {said:.2f}: right {true:.2f} (n={len(b)})")


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        parts = Parts(user_paths(folder), assemble.checkout_bundle())
        _ = parts.catalog, parts.folder
        tracemalloc.start()
        began = time.perf_counter()
        doctor = parts.doctor
        took, (memory, _peak) = time.perf_counter() - began, tracemalloc.get_traced_memory()
        tracemalloc.stop()
        print(f"building the doctor: {took * 1000:.0f} ms (traced), {memory / 1e6:.1f} MB")
        texts = evaluation(parts)
        known = [(sample.reason, sample.folded) for sample in train.catalog_texts(parts.folder, parts.catalog)]
        known += [(sample.reason, sample.folded) for sample in train.phrases(parts.folder, "abcd")]
        report("order doctor", lambda text: [r.reason for r in doctor.diagnose(text).ranking], texts)
        verdicts(parts, texts)
        report("partial_ratio", fuzzy(parts, known, whole=False), texts)
        report("WRatio", fuzzy(parts, known, whole=True), texts)
        report("FTS5 trigram", full_text(parts, known), texts)


if __name__ == "__main__":
    main()
