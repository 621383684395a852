"""Which backups to keep: one for each of the last days, weeks and months that have any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final, Literal, Protocol, TypeVar

BackupKind = Literal["regular", "migration", "restore"]

DAILY: Final = 12
WEEKLY: Final = 10
MONTHLY: Final = 9
SPECIAL: Final = 3
"""How many of those made before a migration are kept, and how many of those made before a restore."""


class Datable(Protocol):
    """What thinning must know of a backup; generation, not time, tells which one is newer."""

    @property
    def made_at(self) -> datetime:
        """When it was made, by the clock of then."""

    @property
    def generation(self) -> int:
        """How many changes its cases had seen."""

    @property
    def kind(self) -> BackupKind:
        """Why it was made."""


B = TypeVar("B", bound=Datable)

_PERIODS: Final[tuple[tuple[int, Callable[[datetime], object]], ...]] = (
    (DAILY, lambda moment: moment.date()),
    (WEEKLY, lambda moment: moment.isocalendar()[:2]),
    (MONTHLY, lambda moment: (moment.year, moment.month)),
)


def newest_first(backups: Iterable[B]) -> list[B]:
    """Return the backups in order, the one that saw most changes first."""
    return sorted(backups, key=lambda backup: (backup.generation, backup.made_at), reverse=True)


def kept(backups: Iterable[B]) -> list[B]:
    """Return the backups to keep, newest first; the newest of all is always among them.

    Of each of the newest 12 days (UTC) with regular backups the last one, of 10 ISO weeks, of 9 months;
    and the newest three of either special kind.
    """
    ordered = newest_first(backups)
    regular = [backup for backup in ordered if backup.kind == "regular"]
    chosen: set[int] = set()
    for count, period in _PERIODS:
        chosen |= {id(backup) for backup in _last_of_each(regular, period)[:count]}
    for kind in ("migration", "restore"):
        special = [backup for backup in ordered if backup.kind == kind]
        chosen |= {id(backup) for backup in special[:SPECIAL]}
    return [backup for backup in ordered if id(backup) in chosen]


def _last_of_each(ordered: Sequence[B], period: Callable[[datetime], object]) -> list[B]:
    last: dict[object, B] = {}
    for backup in ordered:
        last.setdefault(period(backup.made_at), backup)
    return list(last.values())
