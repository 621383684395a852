"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from orderdoctor.cases.times import stamp

PART = ".part"
KEPT = ".damaged-"
WAL = "-wal"
SHM = "-shm"
_CHUNK = 1 << 20


def beside(path: Path, suffix: str) -> Path:
    """Return the path with something added to its name."""
    return path.with_name(path.name + suffix)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary name; what is written there takes the path's place at the end, at once and for good.

    If anything goes wrong the path is as it was, and the temporary file is gone. Raises OSError.
    """
    part = beside(path, PART)
    part.unlink(missing_ok=True)
    try:
        yield part
        sync(part)
        part.replace(path)
        sync_folder(path.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Wait until the file's content is on the disk."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the folder's names are on the disk, where the system can do that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def drop_wal(path: Path) -> None:
    """Remove the -wal of a database that is about to be replaced: it doesn't belong to the new one."""
    for suffix in (WAL, SHM):
        beside(path, suffix).unlink(missing_ok=True)


def keep_aside(path: Path, at: datetime) -> Path:
    """Copy a damaged database and its -wal to `<name>.damaged-<time>`; return that path. Raises OSError."""
    kept = beside(path, KEPT + stamp(at))
    number = 1
    while kept.exists() or beside(kept, WAL).exists():
        number += 1
        kept = beside(path, f"{KEPT}{stamp(at)}-{number}")
    if content_size(beside(path, WAL)):
        with replacing(beside(kept, WAL)) as part:
            shutil.copyfile(beside(path, WAL), part)
    with replacing(kept) as part:
        shutil.copyfile(path, part)
    return kept


def kept_aside(path: Path) -> list[Path]:
    """Return the damaged files that were kept of this database, with their -wal files."""
    return sorted(found for found in path.parent.glob(f"{path.name}{KEPT}*") if not found.name.endswith(PART))


def contains(path: Path, texts: frozenset[bytes]) -> bool:
    """Tell whether any of the texts stands in the file's bytes. Raises OSError."""
    if not texts:
        return False
    overlap = max(map(len, texts)) - 1
    tail = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            window = tail + chunk
            if any(text in window for text in texts):
                return True
            tail = window[-overlap:] if overlap else b""
    return False


def content_size(path: Path) -> int:
    """Return the file's size in bytes, 0 if there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
