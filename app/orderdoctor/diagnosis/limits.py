"""How much of a paste is read."""

from __future__ import annotations

LONGEST = 20_000
"""Characters of a paste that are read; what is longer is cut in the middle, and `Diagnosis.cut` says so."""


def shortened(text: str) -> tuple[str, bool]:
    """The text, or its first and last half of LONGEST characters; and whether it was cut."""
    if len(text) <= LONGEST:
        return text, False
    half = LONGEST // 2
    return text[:half] + text[-half:], True
