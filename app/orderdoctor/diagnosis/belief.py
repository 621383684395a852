"""Belief: a probability for every reason and for "not in the library", given all evidence so far.

One fault at a time: P(r | evidence) is proportional to prior(r) times the likelihood of each piece of evidence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from orderdoctor.diagnosis.evidence import FLOOR, NONE, Evidence

PRIOR_OF_NONE = 0.2
"""How often people come with something that is not in the library, before anything is read."""


def believe(priors: Mapping[str, float], evidence: Iterable[Evidence]) -> dict[str, float]:
    """The probability of each reason and of NONE; they add up to 1. priors: by reason, adding up to 1."""
    weights = {reason: math.log(prior * (1 - PRIOR_OF_NONE)) for reason, prior in priors.items()}
    weights[NONE] = math.log(PRIOR_OF_NONE)
    for piece in evidence:
        others = math.log(max(piece.others, FLOOR))
        for hypothesis, likelihood in piece.likelihood.items():
            if hypothesis in weights:
                weights[hypothesis] += math.log(max(likelihood, FLOOR)) - others
    highest = max(weights.values())
    grown = {hypothesis: math.exp(weight - highest) for hypothesis, weight in weights.items()}
    total = sum(grown.values())
    return {hypothesis: weight / total for hypothesis, weight in grown.items()}
