"""A home for settings and profiles, and a disk that is small."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orderdoctor.profiles.store import ProfileStore

NOW = datetime(2026, 11, 22, 20, 54, 1, tzinfo=UTC)
STAMP = "20261122T205401Z"


@dataclass(frozen=True)
class Home:
    """Where one user's files are."""

    path: Path

    @property
    def folder(self) -> Path:
        return self.path / "profiles"

    @property
    def settings(self) -> Path:
        return self.path / "settings.toml"

    def open(self) -> ProfileStore:
        return ProfileStore(self.folder, self.settings, clock=lambda: NOW)

    def file(self, profile_id: str) -> Path:
        return self.folder / f"{profile_id}.toml"

    def put(self, profile_id: str, content: bytes | str) -> Path:
        """Write a profile's file as some other program would."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file(profile_id).write_bytes(content if isinstance(content, bytes) else content.encode())
        return self.file(profile_id)

    def all_bytes(self) -> dict[str, bytes]:
        """Every file by its name."""
        return {
            str(path.relative_to(self.path)): path.read_bytes()
            for path in sorted(self.path.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Home]:
    """Makes a fresh home at each call, for tests that run many examples."""
    return lambda: Home(tmp_path_factory.mktemp("home"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KiB."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("needs Linux and root: mounts a small tmpfs")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip(f"can't mount a tmpfs here: {mounted.stderr.decode(errors='replace').strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)
