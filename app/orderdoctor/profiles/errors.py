# ruff: noqa: N818 - what users and the world do wrong is not an error of ours
"""What can go wrong with settings and profiles: facts as attributes, no words for users."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final, Literal

from orderdoctor.errors import WorldFault

Cause = Literal["disk-full", "read-only", "other"]
WhyBadOption = Literal[
    "unknown-key", "wrong-type", "not-allowed", "empty", "too-long", "characters", "duplicate"
]
WhyBadFile = Literal["unreadable", "too-large", "too-deep", "utf-16", "nul", "not-utf-8", "not-toml"]

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_RIGHT: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


class BadOption(Exception):
    """A value that an option can't have; nothing was changed.

    why  "unknown-key": there is no such option · "wrong-type" · "not-allowed": not one of the choices
         "empty": nothing that can be seen · "too-long" · "characters": control characters or half ones
         "duplicate": another profile has this name
    """

    def __init__(self, key: str, value: object, why: WhyBadOption) -> None:
        super().__init__(key, value, why)
        self.key = key
        self.value = value
        self.why: WhyBadOption = why


class UnknownProfile(Exception):
    """There is no profile with this id (any more)."""

    def __init__(self, profile_id: str) -> None:
        super().__init__(profile_id)
        self.profile_id = profile_id


class SaveFailed(WorldFault):
    """The file is what it was before. The change holds in memory; the next save tries it again."""

    def __init__(self, path: Path, cause: Cause, detail: str = "") -> None:
        super().__init__(path, cause, detail)
        self.path = path
        self.cause: Cause = cause
        self.detail = detail


class NotToml(WorldFault):
    """Bytes that are not TOML, or that are refused before anyone tries (see `parsing.parse`)."""

    def __init__(self, why: WhyBadFile, detail: str = "") -> None:
        super().__init__(why, detail)
        self.why: WhyBadFile = why
        self.detail = detail


def fault_of(error: OSError, path: Path) -> SaveFailed:
    """The fault behind an operating system's error."""
    cause: Cause = "other"
    if error.errno in _FULL:
        cause = "disk-full"
    elif error.errno in _NO_RIGHT:
        cause = "read-only"
    return SaveFailed(path, cause, str(error))
