"""What passes between the desk and the pages: a text and what the doctor makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orderdoctor.diagnosis.doctor import Diagnosis


@dataclass(frozen=True, slots=True)
class Finding:
    """A text and what the doctor makes of it."""

    text: str
    diagnosis: Diagnosis
