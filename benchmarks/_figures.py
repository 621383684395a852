"""Figures from the answers of a matcher: right first, in the first three, reciprocal rank; scope; calibration; time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks._engines import Answer, Run
from benchmarks._texts import KINDS, LANGUAGES, NEAR, Text

Row = tuple[Text, Answer]

FEW = 10
"""From so many texts on a share is told; fewer would mislead."""


@dataclass(frozen=True)
class Quality:
    """Share of texts whose first answer is right, one of the first three is, and the mean of 1 / place; n: texts."""

    first: float
    third: float
    reciprocal: float
    n: int


@dataclass(frozen=True)
class Scope:
    """How well texts of no reason are told apart: share rejected where 95 % of the others are accepted, and AUROC."""

    rejected: float
    auroc: float
    outside: int


def quality(rows: Sequence[Row]) -> Quality:
    """The quality of some answers."""
    places = [next((i for i, reason in enumerate(a.order, 1) if reason in text.reasons), 0) for text, a in rows]
    n = max(1, len(places))
    return Quality(
        sum(place == 1 for place in places) / n,
        sum(1 <= place <= 3 for place in places) / n,
        sum(1 / place for place in places if place) / n,
        len(places),
    )


def scope(inside: Sequence[float], outside: Sequence[float]) -> Scope:
    """From the scores of texts about a reason and of those about none; ties count half."""
    if not inside or not outside:
        return Scope(0, 0, len(outside))
    threshold = sorted(inside)[int(len(inside) * 0.05)]
    above = sum((i > o) + 0.5 * (i == o) for i in inside for o in outside)
    rejected = sum(o < threshold for o in outside)
    return Scope(rejected / len(outside), above / len(inside) / len(outside), len(outside))


def precision(rows: Sequence[tuple[float, bool, bool]], coverage: float) -> float:
    """The share that is right among texts scored so high that `coverage` of those about a reason are.

    rows: score, whether it is about a reason, whether the first answer is right.
    """
    inside = sorted((score for score, about, _ in rows if about), reverse=True)
    if not inside:
        return 0.0
    threshold = inside[min(len(inside) - 1, max(0, round(coverage * len(inside)) - 1))]
    said = [right for score, _, right in rows if score >= threshold]
    return sum(said) / len(said)


def percentile(times: Sequence[float], share: float) -> float:
    """The time that this share of the texts stays under, in milliseconds."""
    ordered = sorted(times)
    return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def judged(run: Run) -> list[Row]:
    """The texts of a run with their answers."""
    return list(zip(run.texts, run.answers, strict=True))


def print_quality(run: Run) -> None:
    """By kind and language; the gap is that between the languages with the most and the fewest right first answers."""
    for kind in KINDS:
        rows = [row for row in judged(run) if row[0].kind == kind]
        found = {language: quality([row for row in rows if row[0].language == language]) for language in LANGUAGES}
        cells = [
            f"{language} {q.first:6.1%} {q.third:6.1%} {q.reciprocal:.3f} (n={q.n:<3})"
            if q.n >= FEW
            else f"{language} {'too few':22} (n={q.n:<3})"
            for language, q in found.items()
        ]
        firsts = [q.first for q in found.values() if q.n >= FEW]
        gap = f"gap {100 * (max(firsts) - min(firsts)):4.1f}" if len(firsts) > 1 else ""
        if len(rows) >= FEW:
            total = quality(rows)
            print(f"{run.name:13} {kind:9} {'  '.join(cells)}  all {total.first:6.1%} {total.reciprocal:.3f}  {gap}")


def print_cost(run: Run) -> None:
    """Time for a text, over all kinds and for long pastes alone; time to build; memory."""
    everything = [answer.seconds for answer in run.answers]
    long = [(answer.seconds, len(text.text)) for text, answer in judged(run) if text.kind == "long"]
    size = sum(letters for _, letters in long) / max(1, len(long))
    slow = [seconds for seconds, _ in long]
    print(
        f"{run.name:13} p50 {percentile(everything, 0.5):8.2f} ms  p99 {percentile(everything, 0.99):8.2f} ms"
        f"  long pastes ({size:.0f} letters) p50 {percentile(slow, 0.5):8.2f} ms  p99 {percentile(slow, 0.99):8.2f} ms"
        f"  built or loaded in {1000 * run.build:7.0f} ms  memory {run.memory:6.1f} MB  (n={len(everything)})"
    )


def print_scope(run: Run, coverage: float) -> None:
    """Near misses turned away, by the raw score and by its margin over the known near misses; precision at a coverage."""
    rows = [row for row in judged(run) if row[0].kind in ("own", "long", NEAR)]
    outside = sum(not text.reasons for text, _ in rows)
    if min(outside, len(rows) - outside) < FEW:
        print(f"{run.name:13} too few texts (near misses n={outside})")
        return
    kinds = {"score": [a.score for _, a in rows], "margin": [a.margin for _, a in rows]}
    if kinds["score"] == kinds["margin"]:
        del kinds["margin"]
    for kind, scores in kinds.items():
        told = scope(
            [score for score, (text, _) in zip(scores, rows, strict=True) if text.reasons],
            [score for score, (text, _) in zip(scores, rows, strict=True) if not text.reasons],
        )
        flags = [
            (score, bool(text.reasons), bool(answer.order) and answer.order[0] in text.reasons)
            for score, (text, answer) in zip(scores, rows, strict=True)
        ]
        print(
            f"{run.name:13} {kind:6} near misses rejected at 95 % acceptance {told.rejected:6.1%}  AUROC {told.auroc:.3f}"
            f"  precision at {coverage:.1%} coverage {precision(flags, coverage):6.1%}  (near misses n={told.outside})"
        )


def coverage(run: Run | None) -> float:
    """The share of texts about a reason (own words and long pastes) that our verdict *match* covers; 80 % if not known."""
    inside = [answer for text, answer in judged(run) if text.kind in ("own", "long")] if run else []
    matched = sum(answer.matched for answer in inside)
    return matched / len(inside) if matched >= FEW else 0.8


def print_verdicts(run: Run) -> None:
    """What only we say: the verdict *match*, and probabilities against what is true; also by language and kind."""
    rows = [row for row in judged(run) if row[0].kind in ("own", "long", NEAR)]
    print(f"{run.name:13} verdict match: {_verdicts(rows)} (near misses count as wrong)")
    for language in LANGUAGES:
        print(f"{run.name:13}     {language:4} {_verdicts([row for row in rows if row[0].language == language])}")
    for kind in ("own", "long"):
        print(f"{run.name:13}     {kind:4} {_verdicts([row for row in rows if row[0].kind == kind])}")
    bins: dict[int, list[tuple[float, bool]]] = {}
    for text, answer in rows:
        hit = bool(answer.order) and answer.order[0] in text.reasons
        bins.setdefault(min(9, int(answer.probability * 10)), []).append((answer.probability, hit))
    error = sum(abs(sum(p for p, _ in b) - sum(ok for _, ok in b)) for b in bins.values()) / max(1, len(rows))
    said = "  ".join(
        f"{sum(p for p, _ in b) / len(b):.2f}:{sum(ok for _, ok in b) / len(b):.2f} ({len(b)})"
        for _, b in sorted(bins.items())
    )
    print(f"{run.name:13} calibration error (ten bins, near misses included): {error:.3f}; said:right (n)  {said}")


def _verdicts(rows: Sequence[Row]) -> str:
    """Precision and coverage of the verdict *match*, and how it goes with near misses."""
    if len(rows) < FEW:
        return f"too few texts (n={len(rows)})"
    matches = [answer.order[0] in text.reasons for text, answer in rows if answer.matched]
    inside = [answer for text, answer in rows if text.reasons]
    outside = [answer for text, answer in rows if not text.reasons]
    covered = sum(answer.matched for answer in inside) / max(1, len(inside))
    said = f"precision {sum(matches) / max(1, len(matches)):6.1%}  coverage {covered:6.1%}"
    if len(outside) >= FEW:
        told = scope([answer.score for answer in inside], [answer.score for answer in outside])
        called = sum(answer.matched for answer in outside) / len(outside)
        said += f"  near misses: rejected {told.rejected:6.1%}  AUROC {told.auroc:.3f}  called a match {called:.1%}"
    return said
