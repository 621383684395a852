"""The formats of the files, and how an older one is brought up to date.

A file says its format by its key `format`; without one it is 1. The number goes up when an older program
could no longer read what a newer one writes; an option more is no new format.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

KEY: Final = "format"
FIRST: Final = 1

Table = dict[str, object]
Upgrade = Callable[[Table], Table]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: the format that we write, and for each older one the function that leads to the next.

    An upgrade takes the table as it was found: it must stand wrong types and missing keys.
    """

    number: int
    upgrades: Mapping[int, Upgrade]

    def upgraded(self, table: Table) -> Table:
        """The table in our format; a newer one as it is."""
        for number in range(found_in(table), self.number):
            table = {**self.upgrades[number](table), KEY: number + 1}
        return table


PROFILE: Final = Format(1, {})
SETTINGS: Final = Format(1, {})


def found_in(table: Mapping[str, object]) -> int:
    """The format that a table says it has; the first, if it says nothing sensible."""
    found = table.get(KEY, FIRST)
    return found if isinstance(found, int) and found > FIRST else FIRST
