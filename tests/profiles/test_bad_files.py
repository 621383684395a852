"""Files that somebody or something spoilt, and files of a newer program."""

from __future__ import annotations

import datetime as dt
import os
import random
import threading
import tomllib

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdoctor.profiles.errors import SaveFailed
from orderdoctor.profiles.news import BadFile, BadValue, NewerFormat, NotSaved
from orderdoctor.profiles.options import PROFILE_OPTIONS
from orderdoctor.profiles.profile import Profile

from .conftest import STAMP

ID, OTHER = "0123456789ab", "ba9876543210"
GOOD = (
    'format = 1\nname = "Nguyễn Văn Đức"\nrole = "agent"\nlanguage = "vi"\ntext_size = 150\ntheme = "dark"\n'
    'window = "AdnQywADAAAAAA=="\n\n[future]\ndate = 2026-11-22\nnumbers = [1, 2.5, [3]]\n'
)
LOOKS = Profile(
    ID,
    name="Nguyễn Văn Đức",
    role="agent",
    language="vi",
    text_size=150,
    theme="dark",
    window="AdnQywADAAAAAA==",
)
ALLOWED = {option.key: option.allowed for option in PROFILE_OPTIONS if option.choices}


def mutated(content: bytes, seed: int) -> bytes:
    """The content with one to four spots flipped, cut out, repeated, or overwritten; or cut off."""
    chance = random.Random(seed)
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(spoilt) + 1)
        end = min(len(spoilt), start + chance.choice((1, 2, 8, 64)))
        piece = bytes(spoilt[start:end])
        spoilt[start:end] = chance.choice(
            (
                b"",
                piece * 2,
                chance.randbytes(len(piece)),
                bytes(byte ^ 1 << chance.randrange(8) for byte in piece),
                chance.choice(
                    (b"\0", b"\xff\xfe", b"[", b"]]", b'"', b"'''", b"=", b"\n", b".", b"#", b"\r", b"9" * 30)
                ),
            )
        )
        if chance.random() < 0.1:
            del spoilt[start:]
    return bytes(spoilt)


def test_r19_200_mutations_of_a_profile_never_stop_the_start_nor_touch_the_others(new_home):
    outcomes = {"bad": 0, "read": 0}
    for seed in range(200):
        home = new_home()
        spoilt = mutated(GOOD.encode(), seed)
        path = home.put(ID, spoilt)
        home.put(OTHER, 'name = "Lan"\ntheme = "light"\n')

        store = home.open()

        assert Profile(OTHER, name="Lan", theme="light") in store.profiles, seed
        (spoilt_one,) = (profile for profile in store.profiles if profile.id == ID)
        assert all(getattr(spoilt_one, key) in allowed for key, allowed in ALLOWED.items()), seed
        bad = [item for item in store.news if isinstance(item, BadFile)]
        if bad:
            assert spoilt_one == Profile(ID), seed
            assert bad[0].kept_as.name == f"{ID}.toml.bad-{STAMP}", seed
            assert bad[0].kept_as.read_bytes() == spoilt, seed
            assert not path.exists(), seed
        else:
            assert path.read_bytes() == spoilt, seed
        outcomes["bad" if bad else "read"] += 1

        if not any(isinstance(item, NewerFormat) for item in store.news):
            changed = store.change(ID, theme="high-contrast")
            assert changed in home.open().profiles, seed
    assert min(outcomes.values()) >= 10, outcomes


def test_r19_100_mutations_of_the_settings_never_stop_the_start(new_home):
    bad = 0
    for seed in range(100):
        home = new_home()
        home.put(ID, 'name = "Minh"\n')
        home.put(OTHER, 'name = "Lan"\n')
        home.settings.write_bytes(mutated(f'format = 1\ncurrent_profile = "{ID}"\n'.encode(), seed))
        store = home.open()
        assert [profile.name for profile in store.profiles] == ["Lan", "Minh"], seed
        if not any(isinstance(item, NewerFormat) for item in store.news):
            store.switch(ID)
            assert home.open().current.id == ID, seed
        bad += any(isinstance(item, BadFile) for item in store.news)
    assert 10 <= bad <= 90


def test_r19_a_spoilt_profile_keeps_its_place_and_its_being_current(home):
    home.put(ID, "name = ")
    home.put(OTHER, 'name = "Lan"')
    home.settings.write_text(f'current_profile = "{ID}"')
    store = home.open()
    assert store.current == Profile(ID)
    store.change(ID, name="Minh")
    assert home.open().current == Profile(ID, name="Minh")


def test_r19_a_spoilt_current_profile_is_not_forgotten_beside_a_new_one(home):
    home.put(ID, "name = ")
    store = home.open()
    lan = store.add("Lan")
    assert home.open().profiles == (Profile(ID), lan)
    assert home.open().current == Profile(ID)


def test_an_empty_name_in_a_file_is_no_name_yet(home):
    home.put(ID, 'name = ""')
    store = home.open()
    assert (store.news, store.profiles) == ((), (Profile(ID),))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (GOOD.encode("utf-16"), "utf-16"),
        (GOOD.encode() + b"\0", "nul"),
        (b'name = "Jos\xe9"', "not-utf-8"),
        (b"a." * 20_000 + b"a = 1", "too-deep"),
        (b"#" * 300_000, "too-large"),
    ],
)
def test_r21_what_can_not_be_read_is_named_and_kept(home, content, why):
    path = home.put(ID, content)
    store = home.open()
    kept = path.with_name(f"{path.name}.bad-{STAMP}")
    assert (store.news, store.profiles) == ((BadFile(path, kept, why),), (Profile(ID),))
    assert home.all_bytes() == {str(kept.relative_to(home.path)): content}


@pytest.mark.parametrize(
    ("content", "profile"),
    [
        (b"", Profile(ID)),
        (b"\xef\xbb\xbf" + GOOD.encode(), LOOKS),
        (GOOD.replace("\n", "\r\n").encode(), LOOKS),
    ],
    ids=["empty", "byte order mark", "CRLF"],
)
def test_r21_utf_8_is_read_and_left_as_it_is(home, content, profile):
    path = home.put(ID, content)
    store = home.open()
    assert (store.news, store.profiles) == ((), (profile,))
    assert path.read_bytes() == content


def test_r21_names_in_nfc_and_nfd_are_both_read_and_shown_as_they_are(home):
    home.put(ID, 'name = "Huê\u0323"')
    home.put(OTHER, 'name = "Huệ"')
    assert {profile.name for profile in home.open().profiles} == {"Huê\u0323", "Huệ"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_r21_a_pipe_in_a_files_place_is_not_waited_for(home):
    home.folder.mkdir(parents=True)
    pipe = home.file(ID)
    os.mkfifo(pipe)
    # whoever opens the pipe finds it empty, so that this test fails and does not hang
    writer = threading.Thread(target=lambda: os.close(os.open(pipe, os.O_WRONLY)), daemon=True)
    writer.start()
    store = home.open()
    assert store.news == (BadFile(pipe, None, "unreadable"),)
    with pytest.raises(SaveFailed) as failed:
        store.change(ID, theme="dark")
    assert (failed.value.path, failed.value.cause) == (pipe, "other")
    os.close(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK))
    writer.join()


def test_files_that_are_no_profiles_are_left_alone(home):
    home.put(ID, GOOD)
    for name in ("notes.toml", f"{ID}.toml.bak", f"{ID} (1).toml", ID.upper() + ".toml"):
        (home.folder / name).write_text("not ours =")
    before = home.all_bytes()
    assert home.open().profiles == (LOOKS,)
    assert home.all_bytes() == before


def test_r20_a_newer_format_is_used_and_never_written_to(home):
    newer = GOOD.replace("format = 1", "format = 7").replace('"dark"', '"sepia"')
    path = home.put(ID, newer)
    store = home.open()
    assert store.news == (NewerFormat(path, 7), BadValue(path, "theme", "sepia"))
    assert store.current == LOOKS.with_(theme="system")

    with pytest.raises(SaveFailed) as failed:
        store.change(ID, theme="light")
    assert (failed.value.path, failed.value.cause) == (path, "read-only")
    assert store.current.theme == "light"
    store.add("Lan")
    assert store.news[-1] == NotSaved(path, "read-only")
    assert path.read_text("utf-8") == newer


def test_r20_settings_of_a_newer_format_are_never_written_to(home):
    home.put(ID, GOOD)
    home.put(OTHER, 'name = "Lan"')
    home.settings.write_text(f'format = 2\ncurrent_profile = "{ID}"')
    before = home.settings.read_bytes()
    store = home.open()
    assert (store.current.id, store.news) == (ID, (NewerFormat(home.settings, 2),))
    with pytest.raises(SaveFailed):
        store.switch(OTHER)
    assert store.current.id == OTHER
    assert home.settings.read_bytes() == before


def test_r20_a_format_that_became_newer_while_we_run_is_not_overwritten(home):
    path = home.put(ID, GOOD)
    store = home.open()
    path.write_text("format = 2", "utf-8")
    with pytest.raises(SaveFailed):
        store.change(ID, theme="light")
    assert path.read_text("utf-8") == "format = 2"


def test_r19_a_file_that_was_spoilt_while_we_run_is_kept_when_we_save(home):
    path = home.put(ID, GOOD)
    store = home.open()
    path.write_bytes(b"spoilt")
    changed = store.change(ID, theme="light")
    (told,) = store.news
    assert (told.path, told.why, told.kept_as.read_bytes()) == (path, "not-toml", b"spoilt")
    assert home.open().profiles == (changed,)


def test_r20_a_newer_format_keeps_its_number_if_its_file_is_gone(home):
    path = home.put(ID, "format = 7\nown = 1")
    store = home.open()
    path.unlink()
    store.change(ID, theme="light")
    assert tomllib.loads(path.read_text("utf-8")) == {"format": 7, "own": 1, "theme": "light"}


def test_r20_a_removed_profile_of_a_newer_format_comes_back_byte_for_byte(home):
    path = home.put(ID, newer := GOOD.replace("format = 1", "format = 7 # by a newer one"))
    store = home.open()
    store.restore(store.remove(ID))
    assert path.read_text("utf-8") == newer


def test_r20_a_value_that_is_not_understood_stays_until_its_option_is_changed(home):
    path = home.put(ID, 'theme = "sepia"\ntext_size = 110\n')
    store = home.open()
    assert store.news == (BadValue(path, "text_size", 110), BadValue(path, "theme", "sepia"))
    store.change(ID, name="Minh", theme="system")
    assert tomllib.loads(path.read_text("utf-8")) == {
        "format": 1,
        "name": "Minh",
        "theme": "system",
        "text_size": 110,
    }


KEYS = st.text(st.characters(codec="utf-8"), max_size=8)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
SCALARS = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.dates(),
    st.times(),
    st.datetimes(timezones=st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=7))])),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
OWN_KEYS = [option.key for option in PROFILE_OPTIONS]
RIGHT = st.fixed_dictionaries(
    {},
    optional={
        "name": st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=60),
        "system": TEXTS.filter(str.isprintable),
        "window": TEXTS.filter(str.isprintable),
        **{
            key: st.sampled_from([value for value in allowed if value is not None])
            for key, allowed in ALLOWED.items()
        },
    },
)
WRONG = st.dictionaries(
    st.sampled_from(OWN_KEYS),
    st.booleans() | st.floats(allow_nan=False) | st.lists(TEXTS, max_size=2),
    max_size=3,
)
UNKNOWN = st.dictionaries(KEYS.filter(lambda key: key not in (*OWN_KEYS, "format")), VALUES, max_size=4)


@settings(max_examples=100, deadline=None, database=None)
@given(right=RIGHT, wrong=WRONG, unknown=UNKNOWN)
def test_r20_known_keys_are_used_and_all_others_survive_a_save(new_home, right, wrong, unknown):
    home = new_home()
    path = home.put(ID, tomli_w.dumps({**unknown, **right, **wrong}))
    right = {key: value for key, value in right.items() if key not in wrong}
    strange = {key: value for key, value in wrong.items() if value != getattr(Profile(ID), key)}

    store = home.open()

    assert store.current == Profile(ID, **right)
    assert {(item.key, repr(item.value)) for item in store.news} == {(k, repr(v)) for k, v in strange.items()}

    new_theme = "light" if store.current.theme != "light" else "dark"
    changed = store.change(ID, theme=new_theme)

    kept = tomllib.loads(path.read_text("utf-8"))
    assert kept == {**unknown, **right, **wrong, "theme": new_theme, "format": 1}
    assert home.open().current == changed


@settings(max_examples=100, deadline=None, database=None)
@given(
    content=st.binary(max_size=200)
    | TEXTS.map(str.encode)
    | st.builds(tomli_w.dumps, UNKNOWN).map(str.encode)
)
def test_r20_whatever_stands_in_the_files_the_store_opens_and_loses_nothing(new_home, content):
    home = new_home()
    home.put(ID, content)
    home.settings.write_bytes(content)
    store = home.open()
    assert [profile.id for profile in store.profiles] == [ID]
    assert list(home.all_bytes().values()) == [content, content]
