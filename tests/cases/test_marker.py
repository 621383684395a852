"""The marker survives torn writes and never claims more than it knows."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from orderdoctor.cases.marker import Mark, Marker, _sum

MARK = Mark(identity="a" * 32, generation=7, cases=2, events=9)


def later(generation: int) -> Mark:
    return replace(MARK, generation=generation)


def test_the_last_mark_is_read(tmp_path: Path):
    marker = Marker(tmp_path / "m")
    for generation in range(5):
        marker.write(later(generation))
        assert Marker(tmp_path / "m").read() == later(generation)
    assert (tmp_path / "m").stat().st_size == 1024


def test_marks_go_on_in_turn_after_a_restart(tmp_path: Path):
    for generation in range(5):
        marker = Marker(tmp_path / "m")
        marker.read()
        marker.write(later(generation))
    assert Marker(tmp_path / "m").read() == later(4)


@pytest.mark.parametrize("torn_at", [0, 1, 100, 511])
def test_a_torn_write_costs_only_the_newest_mark(tmp_path: Path, torn_at: int):
    marker = Marker(tmp_path / "m")
    marker.write(later(1))
    marker.write(later(2))
    before = (tmp_path / "m").read_bytes()
    marker.write(later(3))
    after = (tmp_path / "m").read_bytes()
    changed = next(i for i in range(0, 1024, 512) if before[i : i + 512] != after[i : i + 512])
    torn = after[: changed + torn_at] + b"\0" * (512 - torn_at) + after[changed + 512 :]
    (tmp_path / "m").write_bytes(torn)
    assert Marker(tmp_path / "m").read() in (later(2), later(3))
    assert torn_at == 511 or Marker(tmp_path / "m").read() == later(2)


@pytest.mark.parametrize("content", [b"", b"x", b"\xff" * 1024, b"{}" * 512, b"\n" * 1024])
def test_what_is_no_mark_is_none_and_is_written_over(tmp_path: Path, content: bytes):
    (tmp_path / "m").write_bytes(content)
    marker = Marker(tmp_path / "m")
    assert marker.read() is None
    marker.write(MARK)
    assert Marker(tmp_path / "m").read() == MARK


@pytest.mark.parametrize(("change", "expected"), [({"new": 1}, MARK), ({"identity": None}, None)])
def test_a_mark_of_another_version_is_read_as_far_as_it_goes(tmp_path: Path, change, expected):
    facts = {name: value for name, value in (asdict(MARK) | change).items() if value is not None}
    text = json.dumps([3, facts])
    (tmp_path / "m").write_bytes(f"{text} {_sum(text)}".encode().ljust(512))
    assert Marker(tmp_path / "m").read() == expected
