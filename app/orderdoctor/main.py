"""The composition root: arguments, paths, settings, stores, catalog, engine, front end.

Nobody imports this module. Objects are built here, once, when they are first needed, and passed to constructors.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from orderdoctor.bundle import bundle_folder
from orderdoctor.cases.store import CaseStore
from orderdoctor.catalog.model import Catalog
from orderdoctor.catalog.reading import load_catalog
from orderdoctor.diagnosis.doctor import Doctor
from orderdoctor.diagnosis.fold import Folder, read_table
from orderdoctor.i18n import LANGUAGES, Language, Languages, Words, language_for
from orderdoctor.paths import UserPaths
from orderdoctor.profiles.store import ProfileStore


class Parts:
    """The parts of the program; each is built when it is first asked for, and never twice."""

    def __init__(self, paths: UserPaths, bundle: Path) -> None:
        """Take the folders of the user's and of the shipped files."""
        self.paths = paths
        self.bundle = bundle
        self.languages = Languages(bundle / "locale")

    @cached_property
    def profiles(self) -> ProfileStore:
        """Settings and profiles."""
        return ProfileStore(self.paths.profiles, self.paths.settings)

    @cached_property
    def catalog(self) -> Catalog:
        """Everything that is known."""
        return load_catalog(self.bundle / "catalog.json")

    @cached_property
    def folder(self) -> Folder:
        """Folds texts."""
        return Folder(read_table((self.bundle / "folding" / "traditional.txt").read_text(encoding="utf-8")))

    @cached_property
    def doctor(self) -> Doctor:
        """Diagnoses texts; knows the catalog's wordings in every language."""
        return Doctor(self.catalog, self.folder, self._sayings())

    @cached_property
    def cases(self) -> CaseStore:
        """The user's cases."""
        return CaseStore.open(self.paths.data, backups=self.paths.backups, fold=self.folder.plain)

    def words(self, language: Language) -> Words:
        """The texts of a language."""
        return self.languages.words(language)

    def _sayings(self) -> list[tuple[str, str]]:
        """What the translations say about each reason: it is known wording as well."""
        return [
            (reason.id, words.of(text))
            for language in LANGUAGES[1:]
            for words in [self.words(language)]
            for reason in self.catalog.reasons.values()
            for text in (reason.title, reason.problem, reason.cause)
        ]
