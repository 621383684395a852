"""A display of one's own: Xvfb and a window manager, driven by keys and seen by pixels, as by a person."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEADLINE = 20
"""Seconds that anything may take on a busy machine; what comes earlier is noticed at once."""

Found = TypeVar("Found")


def wait_for(what: str, look: Callable[[], Found]) -> Found:
    """Look until there is something; fail after the deadline."""
    end = time.monotonic() + DEADLINE
    while not (found := look()):
        assert time.monotonic() < end, f"waited {DEADLINE} s for {what}"
        time.sleep(0.05)
    return found


class Screen:
    """A display: its keyboard, its clipboard, its pixels."""

    def __init__(self, number: str, folder: Path) -> None:
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "ORDERDOCTOR_HOME", "LANGUAGE", "LC_ALL")
        } | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8", "HOME": str(folder)}
        self._frame = folder / "Xvfb_screen0"
        style = (ROOT / "resources" / "style" / "themes.toml").read_text(encoding="utf-8")
        self._colors = tomllib.loads(style)["light"]

    def do(self, *command: str) -> str:
        """Run xdotool; what it says."""
        tool = subprocess.run(["xdotool", *command], env=self.environment, capture_output=True, text=True)
        return tool.stdout.strip()

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        command = ["xclip", "-selection", "clipboard"]
        subprocess.run(command, input=text.encode(), env=self.environment, stdout=subprocess.DEVNULL, check=True)

    def surface(self, color: str, width: int, height: int) -> tuple[int, int] | None:
        """Where something of one colour of the light theme begins that is at least so wide and high; None: nowhere."""
        run = self._pixels(color) * width
        found = [row.find(run) for row in self._rows()]
        for y in range(len(found) - height):
            if min(found[y : y + height]) >= 0:
                return found[y] // 4, y
        return None

    def settled_after(self, act: Callable[[], None]) -> None:
        """Do something and wait until the picture is another, and stands."""
        before = self._rows()
        act()
        wait_for("another picture", lambda: self._rows() != before)
        wait_for("a picture that stands", self.stands)

    def stands(self) -> bool:
        """Whether nothing on the screen changes for a moment."""
        before = self._rows()
        time.sleep(0.1)
        return self._rows() == before

    def is_ringed(self, place: tuple[int, int]) -> bool:
        """Whether the focus ring goes round what begins at a place."""
        x, y = place
        left = (x + 20) * 4
        return any(self._rows()[above][left : left + 4] == self._pixels("ring") for above in (y - 2, y - 3))

    def _pixels(self, color: str) -> bytes:
        return bytes.fromhex(self._colors[color][1:])[::-1] + b"\xff"  # Qt paints every pixel opaque

    def _rows(self) -> list[bytes]:
        """The frame buffer: an XWD file, four bytes a pixel; the header says where the pixels begin."""
        data = self._frame.read_bytes()
        words = [int.from_bytes(data[i : i + 4], "big") for i in range(0, 80, 4)]
        header, height, line, colors = words[0], words[5], words[12], words[19]
        begin = header + colors * 12
        return [data[begin + y * line : begin + (y + 1) * line] for y in range(height)]


class Program:
    """The real program on a screen, and the hand at its window."""

    def __init__(self, screen: Screen, home: Path) -> None:
        self._screen = screen
        command = [sys.executable, "-m", "orderdoctor", "--data-dir", str(home)]
        self.process = subprocess.Popen(command, cwd=ROOT / "app", env=screen.environment)
        self._window = wait_for("the window", self._find)
        self.to_front()

    def _find(self) -> str:
        assert self.process.poll() is None, "the program ended before its window was there"
        return self._screen.do(
            "search", "--all", "--onlyvisible", "--pid", str(self.process.pid), "--name", "Order Doctor"
        )

    @property
    def title(self) -> str:
        """What the window is called."""
        return self._screen.do("getwindowname", self._window)

    def to_front(self) -> None:
        """Make it the window that gets the keys."""
        self._screen.do("windowactivate", self._window)
        wait_for("the window in front", self._is_in_front)

    def _is_in_front(self) -> bool:
        """Whether the display and the window manager both say so: the manager's keys go by what the manager thinks."""
        return {self._screen.do("getwindowfocus"), self._screen.do("getactivewindow")} == {self._window}

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self._screen.do("key", "--clearmodifiers", *keys)

    def close(self) -> int:
        """Close the window by its manager's key; what the program ends with."""
        self.to_front()
        self.press("alt+F4")
        return self.process.wait(DEADLINE)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A display with a free number and a window manager."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    folder = tmp_path / "screen"
    folder.mkdir()
    here, there = os.pipe()
    options = [
        "-displayfd",
        str(there),
        "-screen",
        "0",
        "1280x900x24",
        "-nolisten",
        "tcp",
        "-noreset",
        "-fbdir",
        str(folder),
    ]
    server = subprocess.Popen(["Xvfb", *options], pass_fds=[there], stderr=subprocess.DEVNULL)
    os.close(there)
    with os.fdopen(here) as pipe:
        number = pipe.readline().strip()
    seen = Screen(number, folder)
    try:
        wait_for("the display", lambda: seen.do("getdisplaygeometry"))
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(["openbox"], env=seen.environment, **quiet) as manager:
            wait_for("the window manager", lambda: int(seen.do("get_num_desktops") or 0))
            yield seen
            manager.terminate()
    finally:
        server.terminate()
        server.wait(DEADLINE)


@pytest.fixture
def start(screen: Screen) -> Iterator[Callable[[Path], Program]]:
    """Start the program; what still runs at the end is killed."""
    started: list[Program] = []

    def start_(home: Path) -> Program:
        started.append(Program(screen, home))
        return started[-1]

    yield start_
    for program in started:
        program.process.kill()
        program.process.wait(DEADLINE)
