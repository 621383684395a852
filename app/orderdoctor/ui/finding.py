"""What passes between the desk and the pages: an inquiry and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orderdoctor.diagnosis.doctor import Diagnosis
    from orderdoctor.inquiry import Inquiry


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of a trouble, and what it comes to. case: the id of the case that keeps it, empty if none does yet.

    before: the id of the case that kept it when less text was there; the next case takes its place.
    """

    inquiry: Inquiry
    diagnosis: Diagnosis
    case: str = ""
    before: str = ""

    @property
    def text(self) -> str:
        """What was pasted or typed."""
        return self.inquiry.text
