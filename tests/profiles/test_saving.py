"""Files are whole or as they were."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

import pytest

from orderdoctor.profiles.errors import SaveFailed
from orderdoctor.profiles.news import BadFile, NotSaved
from orderdoctor.profiles.saving import LEFTOVER_AGE, delete, keep_aside, sweep, write_whole

from .conftest import NOW, STAMP, Home

OLD = b"old\n" * 100
NEW = b"new\n" * 10_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "settings.toml"
    path.write_bytes(OLD)
    return path


def names(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.iterdir())


def failing(call, code: int, after: int = 0):
    """The call, failing with an error code from the n-th time on."""
    done = []

    def instead(*args, **options):
        done.append(1)
        if len(done) > after:
            raise OSError(code, os.strerror(code))
        return call(*args, **options)

    return instead


def test_a_file_is_replaced_whole(file):
    write_whole(file, NEW)
    assert file.read_bytes() == NEW
    assert names(file.parent) == ["settings.toml"]


def test_the_folder_is_made(tmp_path):
    write_whole(tmp_path / "a" / "b" / "c.toml", NEW)
    assert (tmp_path / "a" / "b" / "c.toml").read_bytes() == NEW


def test_the_content_is_on_the_disk_before_it_gets_the_name(file, monkeypatch):
    calls = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (calls.append("fsync"), fsync(handle))[1])
    monkeypatch.setattr(os, "replace", lambda *paths: (calls.append("replace"), replace(*paths))[1])
    write_whole(file, NEW)
    assert calls[:2] == ["fsync", "replace"]


def test_r7_short_writes_are_gone_on_with(file, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: write(handle, bytes(content)[:20_480][:7_000]))
    write_whole(file, NEW)
    assert file.read_bytes() == NEW


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "read-only"),
        (errno.EIO, "other"),
    ],
)
@pytest.mark.parametrize("call", ["write", "fsync", "replace", "open"])
def test_r7_whatever_fails_the_old_file_stays_and_the_cause_is_true(file, monkeypatch, call, code, cause):
    monkeypatch.setattr(os, call, failing(getattr(os, call), code))
    with pytest.raises(SaveFailed) as failed:
        write_whole(file, NEW)
    assert (failed.value.path, failed.value.cause) == (file, cause)
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["settings.toml"]


def test_r7_a_disk_that_fills_up_in_the_middle_leaves_the_old_file(file, monkeypatch):
    write = os.write
    short = failing(lambda handle, content: write(handle, bytes(content)[:20_480]), errno.ENOSPC, after=1)
    monkeypatch.setattr(os, "write", short)
    with pytest.raises(SaveFailed) as failed:
        write_whole(file, NEW)
    assert failed.value.cause == "disk-full"
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["settings.toml"]


def test_r7_a_full_disk_is_told_and_saving_works_again_once_there_is_space(small_disk):
    home = Home(small_disk)
    store = home.open()
    profile = store.add("Lan", window="old")
    before = home.all_bytes()
    with (small_disk / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError, match="space"):
        while True:
            filler.write(b"x" * 512)

    with pytest.raises(SaveFailed) as failed:
        store.change(profile.id, window="n" * 15_000)

    path = home.file(profile.id)
    assert (failed.value.path, failed.value.cause) == (path, "disk-full")
    assert {name: content for name, content in home.all_bytes().items() if name != "filler"} == before
    assert store.news == (NotSaved(path, "disk-full"),)
    assert [other.window for other in store.profiles if other.id == profile.id] == ["n" * 15_000]

    (small_disk / "filler").unlink()
    store.save()
    assert store.news == ()
    assert [other.window for other in home.open().profiles if other.id == profile.id] == ["n" * 15_000]


def test_r9_on_a_read_only_disk_everything_works_but_saving(small_disk):
    home = Home(small_disk)
    lan = home.open().add("Lan", theme="dark")
    bad = home.put("0123456789ab", "name = ")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    before = home.all_bytes()

    store = home.open()
    assert store.news == (BadFile(bad, None, "not-toml"),)
    for profile_id in (lan.id, "0123456789ab"):
        with pytest.raises(SaveFailed) as failed:
            store.change(profile_id, theme="light")
        assert failed.value.cause == "read-only"
    assert {profile.theme for profile in store.profiles if profile.id in (lan.id, "0123456789ab")} == {
        "light"
    }
    with pytest.raises(SaveFailed):
        store.remove(lan.id)
    assert lan.id in [profile.id for profile in store.profiles]
    assert home.all_bytes() == before


def test_bad_files_kept_in_the_same_second_do_not_replace_each_other(tmp_path):
    path = tmp_path / "settings.toml"
    kept = []
    for content in (b"one", b"two", b"three"):
        path.write_bytes(content)
        kept.append(keep_aside(path, NOW))
    assert [file.name for file in kept] == [f"settings.toml.bad-{STAMP}{more}" for more in ("", "-2", "-3")]
    assert [file.read_bytes() for file in kept] == [b"one", b"two", b"three"]


def test_leftovers_are_swept_when_nobody_can_be_writing_them(tmp_path):
    old, fresh, other = ".settings-0123abcd.tmp", ".settings-4567abcd.tmp", ".something.tmp"
    for name, age in ((old, LEFTOVER_AGE.total_seconds() + 1), (fresh, 1), (other, 1e6)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (NOW.timestamp() - age,) * 2)
    sweep(tmp_path, NOW)
    assert names(tmp_path) == [fresh, other]


def test_x8_deleting_takes_what_was_put_aside_and_left_over_with_it(tmp_path):
    for name in (
        "0123456789ab.toml",
        f"0123456789ab.toml.bad-{STAMP}",
        f"0123456789ab.toml.bad-{STAMP}-2",
        ".0123456789ab-0123abcd.tmp",
        "ba9876543210.toml",
        f"ba9876543210.toml.bad-{STAMP}",
        "0123456789ac.toml",
    ):
        (tmp_path / name).touch()
    delete(tmp_path / "0123456789ab.toml")
    assert names(tmp_path) == ["0123456789ac.toml", "ba9876543210.toml", f"ba9876543210.toml.bad-{STAMP}"]
