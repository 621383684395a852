"""Where the user's files are."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

APP = "OrderDoctor"


@dataclass(frozen=True, slots=True)
class UserPaths:
    """The folders of one user's files; nothing is created here."""

    data: Path
    backups: Path
    logs: Path

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.data / "settings.toml"

    @property
    def profiles(self) -> Path:
        """The folder of the profiles, one file each."""
        return self.data / "profiles"


def user_paths(data_dir: str | None = None) -> UserPaths:
    """The user's folders: `data_dir`, else the variable ORDERDOCTOR_HOME, else the platform's own places.

    With a folder of one's own everything stays in it, the backups too (portable use, tests).
    """
    chosen = data_dir or os.environ.get("ORDERDOCTOR_HOME")
    if chosen:
        home = Path(chosen).expanduser().absolute()
        return UserPaths(data=home / "data", backups=home / "backups", logs=home / "logs")
    import platformdirs  # not needed where a folder is given

    dirs = platformdirs.PlatformDirs(APP, appauthor=False, roaming=False)
    documents = Path(platformdirs.user_documents_dir())
    return UserPaths(data=Path(dirs.user_data_dir), backups=documents / f"{APP} Backups", logs=Path(dirs.user_log_dir))


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown: on Linux with a display, or where Qt was told what to paint on."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
