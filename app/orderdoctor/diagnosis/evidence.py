"""Evidence: one thing that was seen, and how likely it is under each reason.

Text, answers, tool results and failed fixes are all evidence. A likelihood is a number in (0, 1]; only ratios matter.
Every likelihood has a floor, so that nothing that was misread can exclude the truth for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

NONE = ""
"""The hypothesis "something that is not in the library", beside the ids of the reasons."""

NOT = "not"
"""What the evidence is called, with the reason behind it, by which a user rules a reason out."""

CHOSEN = "chosen"
"""What the evidence is called, with the reason behind it, that the user went for a reason by themselves."""

FLOOR = 1e-6


class Kind(Enum):
    """What the evidence is."""

    CODE = "code"
    MESSAGE = "message"
    WORDING = "wording"
    SYSTEM = "system"
    STATUS = "status"
    ANSWER = "answer"
    TOOL = "tool"
    FAILED_FIX = "failed-fix"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation. what: the code, the message, the answer; spans: where it stands in the pasted text.

    likelihood: by hypothesis (reason ids and NONE); others: the likelihood of every hypothesis not listed;
    exact: whether all that stands there is known: in a message that is only almost there, anything may stand.
    """

    kind: Kind
    what: str
    likelihood: Mapping[str, float]
    others: float
    spans: tuple[tuple[int, int], ...] = ()
    exact: bool = True

    def of(self, hypothesis: str) -> float:
        """How likely this observation is if the hypothesis is true."""
        return max(self.likelihood.get(hypothesis, self.others), FLOOR)
