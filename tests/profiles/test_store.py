"""Profiles: the first one, adding, changing, switching, removing, and what stands on the disk afterwards."""

from __future__ import annotations

import errno
import os
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

from orderdoctor.profiles.errors import BadOption, SaveFailed, UnknownProfile
from orderdoctor.profiles.news import BadFile, NotSaved
from orderdoctor.profiles.profile import Profile

from .conftest import Home


def no_space(handle, content):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def full_disk(monkeypatch):
    """A disk without space, until `undo()`."""
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", no_space)
        yield patch


def by_name(store, name) -> Profile:
    (found,) = (profile for profile in store.profiles if profile.name == name)
    return found


def test_a_first_run_has_a_profile_and_writes_nothing(home):
    store = home.open()
    assert store.profiles == (store.current,)
    assert store.current == Profile(store.current.id)
    assert store.news == ()
    assert not home.path.exists()


def test_the_first_profile_lives_on_once_something_is_changed(home):
    store = home.open()
    changed = store.change(store.current.id, theme="dark")
    assert changed == store.current == home.open().current
    assert home.open().profiles == (changed,)


def test_the_first_profile_stays_current_beside_one_that_is_added(home):
    store = home.open()
    first = store.current
    anh = store.add("Anh")
    assert store.current == first
    again = home.open()
    assert again.current == first
    assert again.profiles == (first, anh)


def test_every_option_survives(home):
    store = home.open()
    options = {
        "role": "agent",
        "language": "zh-Hans",
        "text_size": 175,
        "theme": "high-contrast",
        "system": "dsers",
        "window": "AdnQywADAAAAAA==",
    }
    added = store.add("Lan", **options)
    assert by_name(home.open(), "Lan") == added == Profile(added.id, name="Lan", **options)


def test_profiles_are_sorted_by_name_whatever_the_case(home):
    store = home.open()
    store.change(store.current.id, name="minh")
    for name in ("Đức", "an", "Zoe", "Bình"):
        store.add(name)
    assert [profile.name for profile in home.open().profiles] == ["an", "Bình", "minh", "Zoe", "Đức"]


def test_the_current_profile_is_remembered(home):
    store = home.open()
    lan = store.add("Lan")
    assert store.switch(lan.id) == lan == store.current
    assert home.open().current == lan


def test_a_current_profile_that_is_gone_is_followed_by_the_first(home):
    store = home.open()
    store.change(store.current.id, name="Minh")
    lan = store.add("Lan")
    store.switch(lan.id)
    home.file(lan.id).unlink()
    assert home.open().current.name == "Minh"


def test_a_value_that_is_the_same_is_not_written_again(home):
    store = home.open()
    lan = store.add("Lan", theme="dark")
    home.file(lan.id).unlink()
    store.change(lan.id, theme="dark")
    assert not home.file(lan.id).exists()


@pytest.mark.parametrize("call", ["switch", "change", "remove"])
def test_a_profile_that_is_not_there_is_named(home, call):
    with pytest.raises(UnknownProfile) as refused:
        getattr(home.open(), call)("0123456789ab")
    assert refused.value.profile_id == "0123456789ab"


def test_a_bad_option_changes_nothing(home):
    store = home.open()
    lan = store.add("Lan", theme="dark")
    before = home.all_bytes()
    with pytest.raises(BadOption):
        store.change(lan.id, theme="light", text_size=99)
    assert by_name(store, "Lan") == lan
    assert home.all_bytes() == before


def test_i13_each_profile_has_its_own_language(home):
    store = home.open()
    store.change(store.current.id, name="Minh", language="vi")
    store.add("小明", language="zh-Hans")
    store.add("Ann")
    again = home.open()
    assert {profile.name: profile.language for profile in again.profiles} == {
        "Minh": "vi",
        "小明": "zh-Hans",
        "Ann": None,
    }


def test_i13_a_language_can_be_given_back_to_the_system(home):
    store = home.open()
    store.change(store.current.id, language="vi")
    store.change(store.current.id, language=None)
    assert home.open().current.language is None
    assert "language" not in tomllib.loads(home.file(store.current.id).read_text("utf-8"))


@pytest.mark.parametrize(
    ("old", "tag"), [("zh", "zh-Hans"), ("zh_CN", "zh-Hans"), ("zh-CN", "zh-Hans"), ("vi_VN", "vi")]
)
def test_i16_an_old_language_value_is_understood_and_saved_as_a_tag(home, old, tag):
    path = home.put("0123456789ab", f'language = "{old}"\n')
    store = home.open()
    assert (store.current.language, store.news) == (tag, ())
    store.change("0123456789ab", theme="dark")
    assert tomllib.loads(path.read_text("utf-8"))["language"] == tag


@pytest.mark.parametrize(
    "name",
    ["CON", "nul", "..", ".", "a/b", "a\\b", "C:", "-", "~", "*?", "name.", "王小明", "👩‍💻", "{0} %1 <b>"],
)
def test_r24_a_name_never_becomes_a_file_name(home, name):
    store = home.open()
    added = store.add(name)
    assert re.fullmatch(r"[0-9a-f]{12}", added.id)
    files = [path for path in home.path.rglob("*") if path.is_file()]
    assert sorted(files) == sorted([home.settings, home.file(added.id), home.file(store.current.id)])
    assert by_name(home.open(), name) == added


@pytest.mark.parametrize("name", ["", "   ", "\u3000"])
def test_r24_an_empty_name_is_refused(home, name):
    store = home.open()
    with pytest.raises(BadOption) as refused:
        store.add(name)
    assert refused.value.why == "empty"
    with pytest.raises(BadOption):
        store.change(store.current.id, name=name)


@pytest.mark.parametrize("name", ["huệ", "HUỆ", unicodedata.normalize("NFD", "Huệ"), "  Huệ "])
def test_r24_a_name_that_is_taken_is_refused(home, name):
    store = home.open()
    store.add(unicodedata.normalize("NFC", "Huệ"))
    lan = store.add("Lan")
    for refusing in (lambda: store.add(name), lambda: store.change(lan.id, name=name)):
        with pytest.raises(BadOption) as refused:
            refusing()
        assert (refused.value.key, refused.value.why) == ("name", "duplicate")
    assert len(home.open().profiles) == 3


def test_r24_a_profile_may_change_the_case_of_its_own_name(home):
    store = home.open()
    lan = store.add("lan")
    assert store.change(lan.id, name="LAN").name == "LAN"


@pytest.mark.parametrize(
    "folder",
    [
        "with some spaces",
        "Hồ sơ của tôi",
        unicodedata.normalize("NFD", "Đơn hàng bị lỗi"),
        "订单医生",
        "📦🩺",
        "trailing dot.",
        "a'b\"c [d] {e} #f %g",
        "x" * 255,
        "é" * 127,
        "医" * 85,
        "/".join(["y" * 250] * 14),
    ],
)
def test_r23_any_folder_that_the_file_system_takes_works(tmp_path, folder):
    home = Home(tmp_path / folder)
    store = home.open()
    lan = store.add("Lan", theme="dark")
    store.switch(lan.id)
    home.put("0123456789ab", "bad = ")
    again = home.open()
    assert (again.current, [type(item).__name__ for item in again.news]) == (lan, ["BadFile"])
    assert again.news[0].kept_as.read_bytes() == b"bad = "


@pytest.mark.parametrize("folder", ["x" * 256, "医" * 86, "/".join(["y" * 250] * 17)])
def test_r23_a_folder_that_the_file_system_refuses_is_told(tmp_path, folder):
    home = Home(tmp_path / folder)
    store = home.open()
    with pytest.raises(SaveFailed) as failed:
        store.change(store.current.id, theme="dark")
    assert failed.value.path == home.file(store.current.id)
    assert store.current.theme == "dark"


def test_r23_a_file_where_the_folder_should_be_is_told(home):
    home.path.mkdir()
    home.folder.write_bytes(b"mine")
    store = home.open()
    with pytest.raises(SaveFailed):
        store.change(store.current.id, theme="dark")
    assert home.folder.read_bytes() == b"mine"
    assert store.news == (
        BadFile(home.folder, None, "unreadable"),
        NotSaved(home.file(store.current.id), "other"),
    )


def test_r7_a_change_that_can_not_be_saved_holds_and_is_told_until_it_is(home, full_disk):
    store = home.open()
    with pytest.raises(SaveFailed) as failed:
        store.change(store.current.id, theme="dark")
    path = home.file(store.current.id)
    assert (failed.value.path, failed.value.cause) == (path, "disk-full")
    assert store.current.theme == "dark"
    assert NotSaved(path, "disk-full") in store.news
    with pytest.raises(SaveFailed):
        store.save()
    full_disk.undo()
    store.save()
    assert store.news == ()
    assert home.open().current == store.current


def test_r7_the_next_change_saves_what_could_not_be_saved(home, full_disk):
    store = home.open()
    with pytest.raises(SaveFailed):
        store.add("Lan")
    full_disk.undo()
    store.change(store.current.id, theme="dark")
    assert store.news == ()
    assert home.open().profiles == store.profiles


def test_a_removed_profile_is_gone_and_can_be_brought_back(home):
    store = home.open()
    lan = store.add("Lan", theme="dark")
    before = home.all_bytes()
    removed = store.remove(lan.id)
    assert lan not in store.profiles
    assert store.profiles == home.open().profiles
    assert store.restore(removed) == lan
    assert home.all_bytes() == before
    assert store.restore(removed) == lan


def test_a_removed_current_profile_is_current_again_when_it_comes_back(home):
    store = home.open()
    store.change(store.current.id, name="Minh")
    lan = store.add("Lan")
    store.switch(lan.id)
    removed = store.remove(lan.id)
    assert store.current.name == home.open().current.name == "Minh"
    store.restore(removed)
    assert store.current == home.open().current == lan


def test_a_removed_current_profile_is_followed_by_the_first_by_name(home):
    store = home.open()
    store.change(store.current.id, name="Minh")
    lan, _, an = store.add("Lan"), store.add("Zoe"), store.add("An")
    store.switch(lan.id)
    store.remove(lan.id)
    assert store.current == home.open().current == an


def test_profiles_without_a_name_do_not_take_it_from_each_other(home):
    first, second = home.put("0123456789ab", "").stem, home.put("ba9876543210", "").stem
    store = home.open()
    store.restore(store.remove(first))
    assert home.open().profiles == (Profile(first), Profile(second))


def test_the_last_profile_is_followed_by_a_new_one(home):
    store = home.open()
    minh = store.change(store.current.id, name="Minh", theme="dark")
    removed = store.remove(minh.id)
    assert store.profiles == (store.current,)
    assert store.current == Profile(store.current.id) != minh
    assert store.restore(removed) == store.current
    assert store.profiles == home.open().profiles == (minh,)


def test_the_stand_in_stays_if_it_was_used(home):
    store = home.open()
    minh = store.change(store.current.id, name="Minh")
    removed = store.remove(minh.id)
    stand_in = store.change(store.current.id, theme="dark")
    store.restore(removed)
    assert set(store.profiles) == set(home.open().profiles) == {minh, stand_in}


def test_a_profile_does_not_come_back_under_a_name_that_was_taken_meanwhile(home):
    store = home.open()
    removed = store.remove(store.add("Lan").id)
    store.add("LAN")
    with pytest.raises(BadOption) as refused:
        store.restore(removed)
    assert refused.value.why == "duplicate"
    assert [profile.name for profile in store.profiles] == ["", "LAN"]


def test_a_change_that_was_not_saved_comes_back_too(home, monkeypatch):
    store = home.open()
    lan = store.add("Lan", theme="light")
    with monkeypatch.context() as patch, pytest.raises(SaveFailed):
        patch.setattr(os, "write", no_space)
        store.change(lan.id, theme="dark")
    removed = store.remove(lan.id)
    store.restore(removed)
    assert by_name(home.open(), "Lan").theme == "dark"


def test_a_profile_that_can_not_be_deleted_is_not_removed(home, monkeypatch):
    store = home.open()
    lan = store.add("Lan")

    def unlink(path, missing_ok=False):
        raise PermissionError(errno.EACCES, "no")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", unlink)
        with pytest.raises(SaveFailed) as failed:
            store.remove(lan.id)
    assert failed.value.cause == "read-only"
    assert lan in store.profiles
    assert home.open().profiles == store.profiles


def test_x8_nothing_of_a_removed_profile_stays_on_the_disk(home):
    canary = "Tên-Bí-Mật"
    store = home.open()
    secret = store.add(canary)
    store.switch(secret.id)
    home.put(secret.id, f'name = "{canary}" broken')
    store = home.open()
    store.change(secret.id, name=canary)
    assert sum(canary.encode() in content for content in home.all_bytes().values()) == 2
    assert [item.path for item in store.news] == [home.file(secret.id)]
    store.remove(secret.id)
    assert store.news == ()
    for name, content in home.all_bytes().items():
        assert secret.id not in name
        assert canary.encode() not in content
        assert secret.id.encode() not in content
