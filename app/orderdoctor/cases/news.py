"""What happened while the cases were opened: values for the window and the terminal to put into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from orderdoctor.cases.lock import Holder

Reason = Literal["other-copy", "other-host", "read-only", "disk-full", "other"]


@dataclass(frozen=True, slots=True)
class NotSaving:
    """Changes will not be saved: the cases are a copy in memory (empty, if they could not be read).

    why         "other-copy": this program is already running on this machine
                "other-host": another machine works on the folder (holder.host)
                "read-only": folder or file can't be written · "disk-full" · "other"
    """

    why: Reason
    path: Path
    holder: Holder | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Recovered:
    """Something was lost or damaged, and this is what the cases are made of now.

    why         "damaged": the file could not be trusted · "missing": it was gone
                "set-back": it is whole, but older than it was when the program last wrote it
    source      "backup": the backup of `made_at` · "file": what was there without its -wal, or as it stood
                "nothing": there was nothing to start from
    events      how many events the cases have now; `rescued` of them were read from the damaged file
    lost        how many events are missing; None if nobody can know
    kept_as     where the damaged file was put, None if there was none
    """

    why: Literal["damaged", "missing", "set-back"]
    source: Literal["backup", "file", "nothing"]
    made_at: datetime | None
    cases: int
    events: int
    rescued: int
    lost: int | None
    kept_as: Path | None


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Somebody put another store of cases in this one's place: it is whole and was opened."""

    cases: int
    events: int


@dataclass(frozen=True, slots=True)
class Migrated:
    """The schema was brought up to date; the file as it was before is kept as a backup."""

    found: int
    now: int
    backup: Path


OpeningNews = NotSaving | Recovered | Exchanged | Migrated
