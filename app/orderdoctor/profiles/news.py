"""What the user should know about the files of settings and profiles: values for the front ends to word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from orderdoctor.profiles.errors import Cause, WhyBadFile


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file that could not be read: defaults are used in its place.

    kept_as: where it was put aside; None if it stands where it stood (then it is never overwritten).
    """

    path: Path
    kept_as: Path | None
    why: WhyBadFile


@dataclass(frozen=True, slots=True)
class BadValue:
    """A value that its option can't have: the default is used; the file keeps it until it is changed."""

    path: Path
    key: str
    value: object


@dataclass(frozen=True, slots=True)
class NewerFormat:
    """A newer program wrote the file: what is understood of it is used, and it is never written to."""

    path: Path
    found: int


@dataclass(frozen=True, slots=True)
class NotSaved:
    """Changes that hold in memory only; gone from the news once a later save succeeds."""

    path: Path
    cause: Cause


News = BadFile | BadValue | NewerFormat | NotSaved
