"""The language of the window: switches at once, everywhere, with nothing lost.

Widgets connect `changed` to their `retranslate`, which may run any number of times.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator, Signal

from orderdoctor.i18n import CHINESE, ENGLISH, PSEUDO, VIETNAMESE, Language, Languages, Words

LOCALES = {
    ENGLISH.tag: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
    VIETNAMESE.tag: QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam),
    CHINESE.tag: QLocale(QLocale.Language.Chinese, QLocale.Script.SimplifiedChineseScript, QLocale.Country.China),
    PSEUDO.tag: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}
"""How each language writes numbers and dates."""


class QtWords(QTranslator):
    """Answers for Qt's own texts (OK, Cancel, Copy …) from our `qt` domain: Qt ships no Vietnamese."""

    def __init__(self, languages: Languages, language: Language, parent: QObject) -> None:
        """Take the languages and the one to speak."""
        super().__init__(parent)
        self._domain = languages.domain("qt", language)
        self._pseudo = language == PSEUDO

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The text for one of Qt's, or the same text: an empty answer would leave a button empty."""
        if self._pseudo:
            return f"[{sourceText}]" if sourceText else ""
        return self._domain.pgettext(context, sourceText)

    def isEmpty(self) -> bool:
        """Never: Qt does not install an empty translator."""
        return False


class LanguageService(QObject):
    """The words and the locale of the window; `changed` tells that they are others now."""

    changed = Signal()

    def __init__(self, languages: Languages, language: Language) -> None:
        """Take all languages and the one to begin with."""
        super().__init__()
        self._languages = languages
        self._translator: QtWords | None = None
        self._use(language)

    @property
    def language(self) -> Language:
        """The language of the window."""
        return self.words.language

    def switch(self, language: Language) -> None:
        """Speak another language from now on."""
        if language != self.language:
            self._use(language)
            self.changed.emit()

    def words_in(self, language: Language) -> Words:
        """The texts of any language, for showing one beside another."""
        return self._languages.words(language)

    def _use(self, language: Language) -> None:
        self.words = self._languages.words(language)
        self.locale = LOCALES[language.tag]
        QLocale.setDefault(self.locale)
        app = QCoreApplication.instance()
        if app is None:
            return
        before = self._translator
        self._translator = QtWords(self._languages, language, self)
        app.installTranslator(self._translator)
        if before is not None:
            app.removeTranslator(before)
            before.deleteLater()
