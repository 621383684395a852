"""Programs that are killed while they save: what counts is what is on the disk afterwards."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from orderdoctor.profiles.parsing import encode
from orderdoctor.profiles.saving import LEFTOVER_AGE

from .conftest import NOW, Home

ROUNDS = 500 if os.environ.get("ORDERDOCTOR_LONG") == "1" else 100
ID, OTHER = "0123456789ab", "ba9876543210"
LONGEST_WAIT = 0.03
"""Seconds; a save takes a few thousandths, so that a kill meets any moment of one of the first saves."""

SAVER = """
import os, sys
from pathlib import Path
from orderdoctor.profiles.store import ProfileStore
folder, settings, ids = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
store = ProfileStore(folder, settings)
os.write(1, b"0\\n")
for number in range(1, 100_000):
    store.change(ids[0], window=f"{number}:" + "w" * (number * 6007 % 19_000))
    store.switch(ids[number % 2])
    os.write(1, b"%d\\n" % number)
"""


def profile_file(number: int) -> bytes:
    table = {"name": "Đức", "own": [1, 2]}
    return encode({"format": 1, **table, "window": f"{number}:" + "w" * (number * 6007 % 19_000)})


def settings_file(number: int) -> bytes:
    return encode({"format": 1, "current_profile": (ID, OTHER)[number % 2]})


def start(home: Home) -> subprocess.Popen[bytes]:
    home.put(ID, profile_file(0))
    home.put(OTHER, "")
    home.settings.write_bytes(settings_file(0))
    command = [sys.executable, "-c", SAVER, home.folder, home.settings, ID, OTHER]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)


def killed_while_saving(home: Home, seed: int) -> tuple[int, bool]:
    """Start a program that saves again and again and kill it: the saves that it reported, what it left."""
    with start(home) as saver:
        saver.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            saver.wait(random.Random(seed).uniform(0, LONGEST_WAIT))
            pytest.fail("the program ended by itself")
        saver.kill()
        reported = b"0\n" + saver.stdout.read()
    done = int(reported[: reported.rindex(b"\n")].splitlines()[-1])
    leftovers = list(home.path.rglob("*.tmp"))
    check(home, done, leftovers)
    return done, bool(leftovers)


def check(home: Home, done: int, leftovers: list[Path]) -> None:
    found = home.file(ID).read_bytes(), home.settings.read_bytes()
    before = profile_file(done), settings_file(done)
    after = profile_file(done + 1), settings_file(done + 1)
    assert found in (before, (after[0], before[1]), after)
    for path in leftovers:
        os.utime(path, (NOW.timestamp() - LEFTOVER_AGE.total_seconds() - 1,) * 2)
    store = home.open()
    assert store.news == ()
    assert store.current.id == (ID if found[1] == settings_file(0) else OTHER)
    assert list(home.path.rglob("*.tmp")) == []


def test_r2_a_file_is_the_old_or_the_new_one_byte_for_byte_whenever_the_program_is_killed(
    new_home: Callable[[], Home],
):
    homes = [new_home() for _ in range(ROUNDS)]
    with ThreadPoolExecutor(2) as pool:
        rounds = list(pool.map(killed_while_saving, homes, range(ROUNDS)))
    # or else the kills never met a program at work
    assert sum(done > 0 for done, _ in rounds) > ROUNDS // 4
    assert any(left for _, left in rounds)
