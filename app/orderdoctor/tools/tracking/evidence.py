"""What a checked number says about the reasons: how much likelier or less likely each becomes.

The numbers are likelihood ratios, our own estimates (2026-11): a wrong check digit on a number of letters and digits
hardly occurs on a real parcel, a right one by chance in one of ten. A check digit of digits only proves less, because
several carriers' rules apply to the same number.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from orderdoctor.tools.tracking.results import Answer, Kind, Verdict

FORMAT = "ship.tracking-format"
REJECTED = "ship.tracking-rejected"
NO_TRACKING = "ship.no-tracking-yet"
NOT_FOUND = "ship.carrier-not-found"

BY_VERDICT: Mapping[Verdict, Mapping[str, float]] = {
    Verdict.RIGHT: {FORMAT: 0.05, REJECTED: 1.3},
    Verdict.FORMAT: {FORMAT: 0.4},
    Verdict.DOUBTFUL: {FORMAT: 5.0},
    Verdict.WRONG: {FORMAT: 60.0},
    Verdict.UNKNOWN: {FORMAT: 30.0},
    Verdict.ASK: {FORMAT: 8.0},
    Verdict.OTHER: {FORMAT: 200.0},
}

BY_FINDING: Mapping[Kind, Mapping[str, float]] = {
    Kind.HIDDEN: {FORMAT: 100.0},
    Kind.FULL_WIDTH: {FORMAT: 100.0},
    Kind.FOREIGN: {FORMAT: 100.0},
    Kind.LOOKALIKE: {FORMAT: 100.0},
    Kind.SPACES: {FORMAT: 3.0},
    Kind.SIGNS: {FORMAT: 3.0},
    Kind.OTHER_CARRIER: {FORMAT: 60.0, REJECTED: 3.0, NOT_FOUND: 1.5},
    Kind.REFERENCE: {FORMAT: 30.0, NO_TRACKING: 4.0},
}

CERTAIN: Mapping[str, float] = {FORMAT: 500.0}
"""A wrong check digit where the form leaves no doubt whose number it is."""


def speaks(answers: Iterable[Answer], chosen: bool) -> dict[str, float]:
    """The likelihood ratio of each reason after the check; of several numbers the most telling one counts.

    A number that fits, but may be an order number by its form, says nothing as long as the user has not answered that.
    """
    ratios: dict[str, float] = {}
    for answer in answers:
        for reason, ratio in _of(answer, chosen).items():
            if _strength(ratio) > _strength(ratios.get(reason, 1.0)):
                ratios[reason] = ratio
    return ratios


def _of(answer: Answer, chosen: bool) -> dict[str, float]:
    ratios = dict(BY_VERDICT[answer.verdict])
    if answer.question and answer.fits:
        return {}
    if answer.verdict is Verdict.WRONG and (chosen or any(one.probable for one in answer.candidates)):
        ratios |= CERTAIN
    kinds = {Kind(finding.what) for finding in answer.findings}
    if Kind.REFERENCE in kinds:
        return dict(BY_FINDING[Kind.REFERENCE])
    for kind in kinds & set(BY_FINDING):
        for reason, ratio in BY_FINDING[kind].items():
            if ratio > ratios.get(reason, 1.0):
                ratios[reason] = ratio
    return ratios


def _strength(ratio: float) -> float:
    """How much a ratio says; what speaks for a fault counts more than what speaks against it."""
    return math.log(ratio) if ratio >= 1 else -math.log(ratio) / 10
