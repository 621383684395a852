"""What options can be, and what they can't."""

from __future__ import annotations

import unicodedata
from dataclasses import fields

import pytest

from orderdoctor.i18n import ENGLISH, LANGUAGES, VIETNAMESE
from orderdoctor.profiles.errors import BadOption
from orderdoctor.profiles.options import PROFILE_OPTIONS, SETTINGS_OPTIONS, cleaned
from orderdoctor.profiles.profile import Profile, same_name

ANN = Profile("0123456789ab", name="Ann")


def test_each_option_is_a_field_of_the_profile_with_the_same_default():
    declared = {option.key: option.default for option in PROFILE_OPTIONS}
    assert {field.name: field.default for field in fields(Profile) if field.name != "id"} == declared


def test_each_key_is_declared_once():
    for options in (PROFILE_OPTIONS, SETTINGS_OPTIONS):
        assert len({option.key for option in options}) == len(options)


def test_a_default_is_one_of_the_choices():
    assert [
        option.key for option in PROFILE_OPTIONS if option.choices and option.default not in option.allowed
    ] == []


def test_all_languages_can_be_chosen():
    (language,) = (option for option in PROFILE_OPTIONS if option.key == "language")
    assert language.allowed == (None, *(ours.tag for ours in LANGUAGES))


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("name", "  Nguyễn Văn Đức  ", "Nguyễn Văn Đức"),
        ("name", "王小明", "王小明"),
        ("name", "👩‍💻", "👩‍💻"),
        ("name", "x" * 60, "x" * 60),
        ("role", "agent", "agent"),
        ("text_size", 200, 200),
        ("theme", "high-contrast", "high-contrast"),
        ("language", None, None),
        ("language", "vi", "vi"),
        ("system", "", ""),
        ("system", "dsers", "dsers"),
        ("window", "AdnQywADAAAAAA==", "AdnQywADAAAAAA=="),
    ],
)
def test_what_is_allowed_is_kept(key, value, kept):
    assert getattr(ANN.with_(**{key: value}), key) == kept


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("name", "", "empty"),
        ("name", " \t ", "empty"),
        ("name", "\u200b\u2060", "empty"),
        ("name", "x" * 61, "too-long"),
        ("name", "a\nb", "characters"),
        ("name", "a\x00b", "characters"),
        ("name", "half a pair \ud83d", "characters"),
        ("name", None, "wrong-type"),
        ("name", 7, "wrong-type"),
        ("role", "admin", "not-allowed"),
        ("language", "fr", "not-allowed"),
        ("language", "", "not-allowed"),
        ("text_size", 117, "not-allowed"),
        ("text_size", "100", "wrong-type"),
        ("text_size", True, "wrong-type"),
        ("text_size", None, "wrong-type"),
        ("theme", "", "not-allowed"),
        ("window", "x" * 20_001, "too-long"),
        ("system", ["dsers"], "wrong-type"),
        ("id", "ba9876543210", "unknown-key"),
        ("colour", "red", "unknown-key"),
    ],
)
def test_what_is_not_allowed_is_refused_with_the_reason(key, value, why):
    with pytest.raises(BadOption) as refused:
        ANN.with_(**{key: value})
    assert (refused.value.key, refused.value.why) == (key, why)


def test_one_bad_value_refuses_all():
    with pytest.raises(BadOption):
        cleaned(PROFILE_OPTIONS, {"theme": "dark", "text_size": 3})


@pytest.mark.parametrize(
    ("old", "tag"),
    [
        ("zh", "zh-Hans"),
        ("zh_CN", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh_CN.UTF-8", "zh-Hans"),
        ("zh-Hans", "zh-Hans"),
        ("vi_VN", "vi"),
        ("vi", "vi"),
        ("en_US", "en"),
        ("en-GB", "en"),
    ],
)
def test_i16_old_language_values_become_tags(old, tag):
    assert ANN.with_(language=old).language == tag


@pytest.mark.parametrize(
    ("chosen", "system", "spoken"),
    [
        ("vi", "zh_CN", "vi"),
        (None, "vi_VN", "vi"),
        (None, "zh_TW", "zh-Hans"),
        (None, "fr_FR", "en"),
        (None, "C", "en"),
    ],
)
def test_i13_the_system_language_only_stands_in_for_a_choice(chosen, system, spoken):
    assert ANN.with_(language=chosen).spoken(system).tag == spoken


def test_i13_two_profiles_speak_their_own_language():
    assert ANN.with_(language="vi").spoken("zh_CN") == VIETNAMESE
    assert ANN.with_(language="en").spoken("zh_CN") == ENGLISH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lan", "LAN"),
        ("Đức", unicodedata.normalize("NFD", "ĐỨC")),
        (unicodedata.normalize("NFC", "Huệ"), unicodedata.normalize("NFD", "Huệ")),
        ("Straße", "STRASSE"),
    ],
)
def test_r24_names_that_differ_only_in_case_or_form_are_the_same(one, other):
    assert same_name(one, other)


@pytest.mark.parametrize(("one", "other"), [("Lan", "Lân"), ("Đức", "Duc"), ("王", "玉"), ("A", "B")])
def test_r24_names_that_people_tell_apart_are_not_the_same(one, other):
    assert not same_name(one, other)
