"""One writer in a folder: the second copy reads, and a dead one's lock stops nobody."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from orderdoctor.cases import CaseStore, Noted, NotSaving
from orderdoctor.cases.times import to_text

from .helpers import NOON, Place, child, everything, fill, opened, started


@contextmanager
def held_by_another_process(place: Place, *order: str) -> Iterator[subprocess.Popen[bytes]]:
    process = child(
        "writer.py",
        place.data,
        place.backups,
        *(order or ("hold",)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == b"open True\n"
        yield process
        process.kill()


def not_saving(store: CaseStore) -> NotSaving:
    (news,) = store.news
    assert isinstance(news, NotSaving)
    assert not store.writable
    return news


def write_lock(place: Place, host: str, seen: str) -> None:
    place.data.mkdir(exist_ok=True)
    claim = {"pid": 4711, "host": host, "since": to_text(NOON), "seen": seen}
    (place.data / "cases.lock").write_text(json.dumps(claim))


def test_r17_a_second_copy_opens_without_saving_and_says_who_is_first(place: Place):
    with place.open() as store:
        fill(store, 3)
        cases = everything(store)
    with held_by_another_process(place) as first, place.open() as second:
        news = not_saving(second)
        assert news.why == "other-copy"
        assert news.holder is not None
        assert (news.holder.pid, news.holder.host) == (first.pid, platform.node())
        assert everything(second) == cases
        started(second, "not kept", Noted("x"))
    with place.open() as third:
        assert (third.writable, third.news, everything(third)) == (True, (), cases)


def test_r17_a_second_copy_shows_what_the_first_has_recorded_up_to_then(place: Place):
    with place.open() as first:
        case = started(first, "x", Noted("y"))
        with place.open() as second:
            assert not_saving(second).why == "other-copy"
            assert everything(second) == {case.id: case}
        assert first.record(case.id, Noted("goes on")).notes[1].text == "goes on"
        assert first.check().ok


def test_r17_the_lock_of_a_killed_process_is_recovered_without_a_word(place: Place):
    with held_by_another_process(place) as first:
        first.kill()
        first.wait()
        with place.open() as store:
            assert (store.writable, store.news) == (True, ())


def test_r17_the_lock_is_free_after_closing_and_says_nothing(place: Place):
    for _ in range(2):
        with place.open() as store:
            assert store.writable
            assert json.loads((place.data / "cases.lock").read_text())["pid"] == os.getpid()
        assert (place.data / "cases.lock").read_bytes() == b""


def test_r18_another_machine_that_holds_the_lock_is_named(place: Place):
    with held_by_another_process(place, "host", "warehouse"), place.open() as store:
        news = not_saving(store)
        assert news.why == "other-host"
        assert news.holder is not None
        assert news.holder.host == "warehouse"


@pytest.mark.parametrize("seen", [NOON, NOON - timedelta(hours=11), NOON + timedelta(hours=11)])
def test_r18_without_a_common_lock_another_machines_fresh_claim_counts(place: Place, seen):
    write_lock(place, "warehouse", to_text(seen))
    with place.open() as store:
        news = not_saving(store)
        assert (news.why, news.holder and news.holder.host) == ("other-host", "warehouse")
        started(store, "x", Noted("y"))
    assert not place.main.exists()


@pytest.mark.parametrize("seen", [to_text(NOON - timedelta(hours=13)), to_text(NOON + timedelta(days=3650)), "?", ""])
def test_r18_a_stale_claim_of_another_machine_is_recovered_without_a_word(place: Place, seen: str):
    write_lock(place, "warehouse", seen)
    with place.open() as store:
        assert (store.writable, store.news) == (True, ())


def test_r17_a_claim_of_this_machine_without_a_process_is_stale(place: Place):
    write_lock(place, platform.node(), to_text(NOON))
    with place.open() as store:
        assert store.writable


@pytest.mark.parametrize("text", ["", "{}", "nonsense", "[1]", '{"pid": 1}', "null"])
def test_r17_a_lock_file_that_says_nothing_readable_stops_nobody(place: Place, text: str):
    place.data.mkdir()
    (place.data / "cases.lock").write_text(text)
    with place.open() as store:
        assert store.writable


def test_r18_who_works_for_hours_renews_the_claim(place: Place):
    with place.open() as store:
        for _ in range(3):
            place.clock.forward(hours=5)
            store.start(opened())
        claim = json.loads((place.data / "cases.lock").read_text())
    assert claim["seen"] == to_text(NOON + timedelta(hours=15))
    assert claim["since"] == to_text(NOON)
