"""Translations: complete, fresh, safe: I1, I2, I5, I6, I22, I24."""

from __future__ import annotations

import re
import unicodedata

import pytest
from babel.messages.catalog import Catalog

import texts
from orderdoctor.i18n import CHINESE, LANGUAGES, VIETNAMESE, Language, Words

PAIRS = [(domain, language) for domain in texts.DOMAINS for language in texts.LANGUAGES]
IDS = [f"{domain}-{language.code}" for domain, language in PAIRS]


def test_i1_i6_nothing_is_missing_fuzzy_stale_or_has_other_placeholders() -> None:
    assert list(texts.problems()) == []


@pytest.mark.parametrize(("domain", "language"), PAIRS, ids=IDS)
def test_i2_extracting_again_changes_nothing(domain: str, language: Language) -> None:
    merged = texts.merged(domain, language, texts.EXTRACT[domain]())
    assert texts.rendered(merged) == texts.po_path(domain, language).read_bytes()


def test_a_changed_english_text_makes_its_translation_fuzzy_and_fuzzy_is_not_compiled(tmp_path, monkeypatch) -> None:
    entries = texts.extract_catalog()[:3]
    changed = [texts.Entry(entries[0].context, entries[0].english + " Really."), *entries[1:]]
    catalog = texts.merged("catalog", VIETNAMESE, changed)
    message = catalog.get(changed[0].english, context=changed[0].context)
    assert message is not None
    assert message.fuzzy
    assert message.string

    monkeypatch.setattr(texts, "read", lambda domain, language: catalog if domain == "catalog" else Catalog())
    texts.compile_to(tmp_path)
    import gettext

    with (tmp_path / "vi" / "catalog.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.pgettext(changed[0].context, changed[0].english) == changed[0].english
    assert compiled.pgettext(changed[1].context, changed[1].english) != changed[1].english


def _translations(language: Language) -> list[tuple[str, str]]:
    found = []
    for domain in texts.DOMAINS:
        for message in texts.read(domain, language):
            if message.id:
                strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
                found += [(f"{domain} {message.context or ''} {message.id}", text) for text in strings]
    return found


def test_i24_vietnamese_is_composed_and_places_its_tones_in_one_way() -> None:
    new_style = re.compile(r"\b\w*(?:oà|oá|oả|oã|oạ|uỷ|uý|uỳ|uỹ|uỵ)\b", re.IGNORECASE)
    own_words = re.compile(r"\bqu[ỷýỳỹỵ]\w*", re.IGNORECASE)
    for where, text in _translations(VIETNAMESE):
        assert unicodedata.is_normalized("NFC", text), where
        found = [m.group(0) for m in new_style.finditer(own_words.sub("", text)) if m.group(0) != "Huỷ"]
        assert not found, f"{where}: {found}"


def test_i22_chinese_uses_its_own_punctuation() -> None:
    half = re.compile(r"[\u4e00-\u9fff][,;!?](?![\w/])|[\u4e00-\u9fff]\s+[，。；：？！]")
    for where, text in _translations(CHINESE):
        quoted = re.sub(r"“[^”]*”|-999 .*", "", text)
        assert not half.search(quoted), f"{where}: {text}"
        assert text.count("（") == text.count("）"), where
        assert text.count("“") == text.count("”"), where


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("n", [0, 1, 2, 5, 21])
def test_i5_plurals_read_well(all_words: dict[str, Words], language: Language, n: int) -> None:
    words = all_words[language.code]
    text = words.trn("{n} reason", "{n} reasons", n).format(n=n)
    wanted = {"en": f"{n} reason" if n == 1 else f"{n} reasons", "vi": f"{n} nguyên nhân"}
    assert text.startswith(str(n))
    assert text == wanted.get(language.code, text)
    if language == CHINESE:
        assert "原因" in text
