"""What the tests of the cases share: places, clocks, and a few typical cases."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orderdoctor.cases import Case, CaseStore, Event, Noted, Opened, ReasonChosen, StepDone

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
APP = Path(__file__).parents[2] / "app"
LONG = os.environ.get("ORDERDOCTOR_LONG") == "1"


@dataclass
class Clock:
    """A clock that stands still until it is set."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Place:
    """A data folder and a backup folder outside of it."""

    root: Path
    clock: Clock = field(default_factory=Clock)

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def main(self) -> Path:
        return self.data / "cases.sqlite3"

    @property
    def wal(self) -> Path:
        return self.data / "cases.sqlite3-wal"

    @property
    def marker(self) -> Path:
        return self.data / "cases.marker"

    def open(self, **options) -> CaseStore:
        return CaseStore.open(self.data, backups=self.backups, clock=self.clock, **options)

    def as_after_a_crash(self, name: str = "crashed") -> Place:
        """Return a copy of the files as they are now: what a killed process would leave."""
        copy = self.root.parent / f"{self.root.name}-{name}"
        shutil.copytree(self.root, copy)
        return Place(copy, self.clock)

    def files(self) -> dict[str, bytes]:
        """Return every file with its bytes."""
        paths = [path for path in self.root.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.root)): path.read_bytes() for path in paths}


def opened(text: str = "Order failed: -999", *, language: str = "en", codes: tuple[str, ...] = ()) -> Opened:
    return Opened(text, language, "dsers", codes, "match", (("order.tax-id", 0.8), ("order.coupon", 0.1)), "1")


def chosen(reason: str = "order.tax-id", solution: str = "add", steps: int = 3) -> ReasonChosen:
    shown = tuple((f"{solution}/step-{i}", f"Do {i}.") for i in range(1, steps + 1))
    return ReasonChosen(reason, 0.8, solution, f"Title of {reason}", shown)


def started(store: CaseStore, text: str = "Order failed: -999", *events: Event) -> Case:
    return store.record(store.start(opened(text)).id, *events)


def fill(store: CaseStore, cases: int) -> None:
    """Add cases with four events each."""
    for i in range(cases):
        started(
            store,
            f"Đơn hàng {i} 库存不足 {'x' * (i % 7 * 90)}",
            chosen(),
            StepDone("add/step-1"),
            Noted(f"n{i}"),
        )


def everything(store: CaseStore) -> dict[str, Case]:
    """Return all cases as they are shown."""
    return {summary.id: store.case(summary.id) for summary in store.cases(limit=100_000)}


def child(script: str, *arguments: object, **options) -> subprocess.Popen[bytes]:
    """Start a script of this folder in a Python of its own."""
    command = [sys.executable, str(Path(__file__).parent / script), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(APP)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or each of hundreds of children compiles everything anew
    return subprocess.Popen(command, env=environment, **options)


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """Mount something on a folder, or skip: it needs root on Linux."""
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting needs root on Linux")
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"can't mount: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    with mounted(folder, "-t", "tmpfs", "-o", f"size={size}", "tmpfs"):
        yield


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take away the right to write: a read-only mount for root, whom chmod doesn't stop, else chmod."""
    if os.name == "posix" and os.geteuid() != 0:
        modes = {path: path.stat().st_mode for path in [folder, *folder.rglob("*")]}
        for path, mode in modes.items():
            path.chmod(mode & ~0o222)
        try:
            yield
        finally:
            for path, mode in modes.items():
                path.chmod(mode)
        return
    with mounted(folder, "--bind", str(folder)):
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield


@contextmanager
def ballast(folder: Path) -> Iterator[None]:
    """Fill the disk of a folder to the last byte."""
    path = folder / "ballast"
    with path.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 512):
                pass
        except OSError:
            pass
    yield
    path.unlink()
