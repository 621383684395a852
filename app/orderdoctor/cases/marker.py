"""The marker beside the database: what it held when it was last written, so that a loss is noticed.

A database that was emptied, exchanged or set back is in itself healthy; only a second file can tell. The
marker has two places of fixed size that are written in turn, so that a torn write never costs more than the
newest mark, and so that writing it needs no free space. It is written after the database, so it never claims
more than there is.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from hashlib import blake2b
from pathlib import Path
from typing import Final

from orderdoctor.cases.files import replacing

_PLACE: Final = 512
_PLACES: Final = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """What the database held.

    size, mtime_ns  of its file at a clean end; 0 while it is in use
    trusted         False after something was found damaged, so that the next start reads every row
    """

    identity: str
    generation: int
    cases: int
    events: int
    size: int = 0
    mtime_ns: int = 0
    trusted: bool = True


class Marker:
    """The marker file of one folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = 0

    def read(self) -> Mark | None:
        """Return the newest whole mark, or None if there is none that can be read."""
        try:
            content = self.path.read_bytes()
        except OSError:
            return None
        found = [_parsed(content[start : start + _PLACE]) for start in range(0, _PLACE * _PLACES, _PLACE)]
        newest = max((each for each in found if each), key=lambda each: each[0], default=None)
        if newest is None:
            return None
        self._turn = newest[0]
        return newest[1]

    def write(self, mark: Mark) -> None:
        """Write a mark into the older place. Raises OSError."""
        self._turn += 1
        place = _written(self._turn, mark)
        with suppress(FileNotFoundError), self.path.open("r+b", buffering=0) as file:
            file.seek(_PLACE * (self._turn % _PLACES))
            file.write(place)
            return
        with replacing(self.path) as part:
            part.write_bytes(place * _PLACES)


def _written(turn: int, mark: Mark) -> bytes:
    text = json.dumps([turn, asdict(mark)])
    return f"{text} {_sum(text)}".encode().ljust(_PLACE - 1) + b"\n"


def _parsed(place: bytes) -> tuple[int, Mark] | None:
    text, _, checksum = place.decode("utf-8", "replace").strip().rpartition(" ")
    if not text or _sum(text) != checksum:
        return None
    turn, facts = json.loads(text)
    known = {field.name for field in fields(Mark)}
    with suppress(TypeError):  # a mark of another program version that lacks what we need
        return turn, Mark(**{name: value for name, value in facts.items() if name in known})
    return None


def _sum(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()
