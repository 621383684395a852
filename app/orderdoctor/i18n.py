"""The words in each language: gettext catalogs in, texts out; several languages at once.

English is the source language: every text in the code and in the catalog is English, and is looked up in the
compiled catalogs of the bundle (`locale/<tag>/<domain>.mo`). A missing or damaged catalog leaves the English text
standing and is told by `Words.missing`.

Two domains are asked: `ui` (texts in the code) and `catalog` (texts in the resources, with a context each).
"""

from __future__ import annotations

import gettext
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NewType

Marked = NewType("Marked", str)
"""A text in the code that is written down in one place and translated in another (see `mark`)."""


@dataclass(frozen=True, slots=True)
class Text:
    """One translatable text of the catalog: its context (unique, stable) and its English wording."""

    context: str
    english: str

    def __bool__(self) -> bool:
        return bool(self.english)


@dataclass(frozen=True, slots=True)
class Language:
    """A language that users can choose.

    tag: BCP 47 (`en`, `vi`, `zh-Hans`), stored in profiles; code: the short name on the command line (`zh`);
    name: the language's own name; folder: its folder in `locale/` and the stem of its .po files.
    """

    tag: str
    code: str
    name: str
    folder: str


ENGLISH = Language("en", "en", "English", "en")
VIETNAMESE = Language("vi", "vi", "Tiếng Việt", "vi")
CHINESE = Language("zh-Hans", "zh", "简体中文", "zh_Hans")
LANGUAGES = (ENGLISH, VIETNAMESE, CHINESE)

PSEUDO = Language("en-XA", "xa", "[Ƥşéûðö]", "en_XA")
"""For tests only: brackets every translated text and makes it 40 % longer."""


def mark(message: str) -> Marked:
    """Mark a literal for extraction; translate it later with `Words.marked`."""
    return Marked(message)


def language_for(tag: str) -> Language | None:
    """The language that a tag, a locale name or an old stored value means; None if it is none of ours.

    All Chinese locales get Simplified Chinese, the only Chinese that we ship: zh_TW, zh_HK and zh_MO readers too.
    """
    words = tag.replace("_", "-").split(".")[0].lower().split("-")
    if words[0] in ("zh", "cmn", "yue"):
        return CHINESE
    if tag.replace("_", "-").lower() == PSEUDO.tag.lower():
        return PSEUDO
    return next((language for language in LANGUAGES if language.code == words[0]), None)


class Words:
    """The texts of one language.

    The names `tr`, `trn` and `trc` are what the extractor looks for: they take literals only (a test sees to it).
    """

    def __init__(
        self, language: Language, ui: gettext.NullTranslations, catalog: gettext.NullTranslations | None
    ) -> None:
        """Take the language and its opened domains; `catalog` may come later through `add_catalog`."""
        self.language = language
        self._ui = ui
        self._catalog = catalog or gettext.NullTranslations()

    def tr(self, message: str) -> str:
        """The text for an English literal."""
        return self._ui.gettext(message)

    def trn(self, singular: str, plural: str, n: int) -> str:
        """The text for a number of things; `{n}` in it is not filled in here."""
        return self._ui.ngettext(singular, plural, n)

    def trc(self, context: str, message: str) -> str:
        """The text for an English literal that means different things in different places."""
        return self._ui.pgettext(context, message)

    def marked(self, message: Marked) -> str:
        """The text for a literal that was marked elsewhere with `mark`."""
        return self._ui.gettext(message)

    def of(self, text: Text) -> str:
        """The text of the catalog in this language."""
        return self._catalog.pgettext(text.context, text.english) if text.english else ""

    def listed(self, things: Iterable[str]) -> str:
        """Names or numbers in one line: 4, 6; in Chinese 4、6."""
        return ("、" if self.language == CHINESE else ", ").join(things)

    def translated(self, text: Text) -> bool:
        """Whether the catalog text exists in this language (always, in English)."""
        return self.language in (ENGLISH, PSEUDO) or self.of(text) != text.english or not text.english


class PseudoWords(Words):
    """A made-up language: every text bracketed, 40 % longer, with accents; shows what escapes translation."""

    _ACCENTS = str.maketrans("aeiouyAEIOUYcnsz", "áéíóúýÁÉÍÓÚÝçñšž")

    def _pseudo(self, text: str) -> str:
        parts = text.replace("{", "\0{").replace("}", "}\0").split("\0")
        body = "".join(part if part.startswith("{") else part.translate(self._ACCENTS) for part in parts)
        return f"[{body}{'~' * max(1, len(text) * 2 // 5)}]"

    def tr(self, message: str) -> str:
        """See `Words.tr`."""
        return self._pseudo(message)

    def trn(self, singular: str, plural: str, n: int) -> str:
        """See `Words.trn`."""
        return self._pseudo(singular if n == 1 else plural)

    def trc(self, context: str, message: str) -> str:
        """See `Words.trc`."""
        return self._pseudo(message)

    def marked(self, message: Marked) -> str:
        """See `Words.marked`."""
        return self._pseudo(message)

    def of(self, text: Text) -> str:
        """See `Words.of`."""
        return self._pseudo(text.english) if text.english else ""


@dataclass
class Languages:
    """Opens the languages of a bundle, each domain once, when it is first asked for."""

    locale: Path
    missing: set[Path] = field(default_factory=set)
    """Compiled catalogs that could not be read: English stands in for them."""
    _words: dict[str, Words] = field(default_factory=dict)
    _domains: dict[tuple[str, str], gettext.NullTranslations] = field(default_factory=dict)

    def words(self, language: Language) -> Words:
        """The texts of a language, `ui` domain at once and `catalog` when `with_catalog` was called."""
        if language.tag not in self._words:
            make = PseudoWords if language == PSEUDO else Words
            self._words[language.tag] = make(language, self.domain("ui", language), _LazyDomain(self, language))
        return self._words[language.tag]

    def domain(self, name: str, language: Language) -> gettext.NullTranslations:
        """One compiled catalog; an empty one, and a note in `missing`, if it can't be read."""
        key = (name, language.tag)
        if key not in self._domains:
            self._domains[key] = self._open(name, language)
        return self._domains[key]

    def _open(self, name: str, language: Language) -> gettext.NullTranslations:
        if language in (ENGLISH, PSEUDO):
            return gettext.NullTranslations()
        path = self.locale / language.folder / f"{name}.mo"
        try:
            with path.open("rb") as file:
                return gettext.GNUTranslations(file)
        except (OSError, UnicodeDecodeError, ValueError, KeyError, struct.error):
            self.missing.add(path)
            return gettext.NullTranslations()


class _LazyDomain(gettext.NullTranslations):
    """Opens the large `catalog` domain only when a text of it is first asked for: not before the first paint."""

    def __init__(self, languages: Languages, language: Language) -> None:
        super().__init__()
        self._languages = languages
        self._language = language

    def pgettext(self, context: str, message: str) -> str:
        return self._languages.domain("catalog", self._language).pgettext(context, message)
