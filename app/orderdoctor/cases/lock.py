"""One writer in a folder: an advisory lock that the system frees when its process ends, however it ends.

The file says who holds it. On a folder that two machines share without common locks only that text speaks:
another machine's claim counts for twelve hours after it was last renewed.
"""

from __future__ import annotations

import errno
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from orderdoctor.cases.times import from_text, to_text

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

CLAIM: Final = timedelta(hours=12)
_RENEWAL: Final = timedelta(minutes=10)
_SIZE: Final = 4096
_LOCKED_BYTE: Final = 1 << 30  # far behind the text, which others must be able to read
_HELD: Final = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a folder: the process, its machine, since when, and when it was last heard of (ISO, UTC)."""

    pid: int
    host: str
    since: str
    seen: str

    @property
    def is_other_host(self) -> bool:
        """Tell whether it is another machine."""
        return self.host != platform.node()


class FolderInUse(Exception):  # noqa: N818 - no error: the second copy opens read-only
    """Somebody else holds the folder; `holder` is None if the file doesn't say who."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(holder)
        self.holder = holder


class FolderLock:
    """The lock of one folder, held from the making of this object until `release`.

    Raises FolderInUse, and OSError where there can be no lock (a folder without rights).
    """

    def __init__(self, path: Path, now: datetime) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._since = now
        self._renewed = now
        try:
            self._take(now)
        except BaseException:
            os.close(self._file)
            raise

    def _take(self, now: datetime) -> None:
        try:
            _lock(self._file)
        except OSError as error:
            if error.errno in _HELD:
                raise FolderInUse(self._holder()) from error
            raise
        holder = self._holder()
        if holder and holder.is_other_host and _counts(holder, now):
            raise FolderInUse(holder)
        self._claim(now)

    def renew(self, now: datetime) -> None:
        """Say that we are still here, at most every ten minutes."""
        if not timedelta(0) <= now - self._renewed < _RENEWAL:
            self._claim(now)

    def release(self) -> None:
        """Give the folder free."""
        with suppress(OSError):
            self._write(b"")
        os.close(self._file)

    def _claim(self, now: datetime) -> None:
        self._renewed = now
        me = Holder(os.getpid(), platform.node(), to_text(self._since), to_text(now))
        with suppress(OSError):  # a full disk: the lock itself needs no text
            self._write(json.dumps(asdict(me)).encode())

    def _write(self, content: bytes) -> None:
        os.lseek(self._file, 0, os.SEEK_SET)
        os.ftruncate(self._file, 0)
        os.write(self._file, content)

    def _holder(self) -> Holder | None:
        os.lseek(self._file, 0, os.SEEK_SET)
        try:
            return Holder(**json.loads(os.read(self._file, _SIZE)))
        except (ValueError, TypeError):
            return None


def _counts(holder: Holder, now: datetime) -> bool:
    """Tell whether another machine's claim is fresh; clocks differ, so one from the future is fresh too."""
    with suppress(ValueError, TypeError):
        return abs(now - from_text(holder.seen)) < CLAIM
    return False


def _lock(file: int) -> None:
    if sys.platform == "win32":
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
