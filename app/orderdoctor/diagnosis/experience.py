"""What this user's own solved cases teach: which reasons they meet more often than others do.

Bounded on purpose: the library stands for as many cases as CAUTION, no reason counts more than MOST cases, and all own
cases together count no more than the library. So a rare reason never sinks below half of its place in the library.
"""

from __future__ import annotations

from collections.abc import Mapping

CAUTION = 60.0
"""How many cases the library's own figures are worth (the strength of a Dirichlet prior)."""

MOST = 12
"""Solved cases of one reason that count at most."""


def experienced(priors: Mapping[str, float], solved: Mapping[str, int]) -> dict[str, float]:
    """The probability of each reason before any evidence, with the user's own solved cases by reason; they add up to 1."""
    counted = {reason: float(min(n, MOST)) for reason, n in solved.items() if reason in priors and n > 0}
    total = sum(counted.values())
    share = min(1.0, CAUTION / total) if total else 0.0
    whole = CAUTION + share * total
    return {r: (CAUTION * prior + share * counted.get(r, 0.0)) / whole for r, prior in priors.items()}
