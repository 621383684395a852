"""Killed at any moment, the program keeps what it said it had kept."""

from __future__ import annotations

import csv
import json
import logging
import random
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from orderdoctor.cases import CaseStore

from .helpers import LONG, Place, child

LOG = logging.getLogger(__name__)  # figures: pytest --log-cli-level=INFO
ROUNDS = 1000 if LONG else 100
LONGEST = 0.08
"""Seconds that a child works after it opened; the shortest is nothing at all."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="waits for a pipe with select")


def killed_after(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    """Read what a process says for so long, kill it, and return all that it said."""
    assert process.stdout is not None
    said, end = b"", time.monotonic() + seconds
    with process:
        while (left := end - time.monotonic()) > 0:
            if select.select([process.stdout], [], [], left)[0]:
                said += process.stdout.read1()
        process.kill()
        return said + process.stdout.read()


def test_r1_every_acknowledged_event_survives_kills_at_random_moments(place: Place):
    dice, acknowledged = random.Random(1), {}
    for _ in range(ROUNDS):
        process = child("writer.py", place.data, place.backups, stdout=subprocess.PIPE)
        assert process.stdout is not None
        if dice.random() < 0.8:
            assert process.stdout.readline() == b"open True\n"
        said = killed_after(process, dice.uniform(0, LONGEST))
        for line in said.decode().splitlines():
            case_id, seq = line.split()
            if case_id != "open":
                acknowledged[case_id] = int(seq)
    begun = time.monotonic()
    with CaseStore.open(place.data, backups=place.backups) as store:
        slowest = time.monotonic() - begun
        assert store.news == ()
        assert store.writable
        assert store.check().ok
        kept = {case_id: store.case(case_id).changed_seq for case_id in acknowledged}
        counts = store.counts()
    assert all(kept[case_id] >= seq for case_id, seq in acknowledged.items())
    assert len(acknowledged) > ROUNDS // 4
    assert len(acknowledged) <= counts.open <= len(acknowledged) + ROUNDS
    assert slowest < 3
    LOG.info("%d kills, %d cases acknowledged, next start %.3f s", ROUNDS, len(acknowledged), slowest)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_r5_a_killed_export_leaves_the_whole_file_or_the_one_before(tmp_path: Path, form: str):
    dice, target = random.Random(5), tmp_path / "cases.out"
    written = 0
    for _ in range(100 if LONG else 10):
        process = child("exporter.py", target, form, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.read(1)
        killed_after(process, dice.uniform(0, 0.03))
        if form == "json":
            assert len(json.loads(target.read_text("utf-8"))["cases"]) == 30
        else:
            with target.open(encoding="utf-8-sig", newline="") as file:
                assert len(list(csv.reader(file))) == 31
        written += 1
    assert written
    assert {path.name for path in tmp_path.iterdir()} <= {"cases.out", "cases.out.part"}
