"""Finds reasons by their words in any language, their codes and messages, without case and marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog, Reason
from orderdoctor.i18n import LANGUAGES
from orderdoctor.ui.language import LanguageService


@dataclass(frozen=True, slots=True)
class Folded:
    """A reason as searches see it. names: its id, codes and titles, each folded; everything: all its words, folded."""

    names: tuple[str, ...]
    everything: str


class ReasonSearch:
    """Folds a reason when it is first looked at, in all languages, and remembers it."""

    def __init__(self, language: LanguageService, fold: Callable[[str], str]) -> None:
        """Take the languages and the folding."""
        self._language = language
        self._fold = fold
        self._known: dict[str, Folded] = {}

    def folded(self, reason: Reason, catalog: Catalog) -> Folded:
        """The reason as searches see it."""
        if reason.id not in self._known:
            self._known[reason.id] = self._read(reason, catalog)
        return self._known[reason.id]

    def _read(self, reason: Reason, catalog: Catalog) -> Folded:
        names = [reason.id, *(code.code for code in reason.codes)]
        texts = [message.text for message in reason.messages]
        for language in LANGUAGES:
            words = self._language.words_in(language)
            names.append(plain(words.of(reason.title), catalog.labels, words))
            texts += [words.of(text) for text in (reason.problem, reason.cause)]
        folded = tuple(self._fold(name) for name in names)
        return Folded(folded, "\n".join([*folded, self._fold("\n".join(texts))]))
