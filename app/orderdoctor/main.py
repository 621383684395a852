"""The composition root: arguments, paths, settings, stores, catalog, engine, front end.

Nobody imports this module. Objects are built here, once, when they are first needed, and passed on. What the window
does not need before its first paint is imported where it is used: a start is short.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from orderdoctor.bundle import BundleMissing, bundle_folder
from orderdoctor.i18n import LANGUAGES, Language, Languages, Words, language_for
from orderdoctor.paths import UserPaths, has_display, user_paths

if TYPE_CHECKING:
    from argparse import Namespace

    from orderdoctor.cases.store import CaseStore
    from orderdoctor.catalog.model import Catalog
    from orderdoctor.diagnosis.doctor import Doctor
    from orderdoctor.diagnosis.fold import Folder
    from orderdoctor.diagnosis.learned import LearnedWording
    from orderdoctor.inquiry import Counsel
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
        from orderdoctor.profiles.store import ProfileStore

        return ProfileStore(self.paths.profiles, self.paths.settings)

    @cached_property
    def catalog(self) -> Catalog:
        """Everything that is known. Raises BundleMissing if the file is damaged."""
        from orderdoctor.catalog.reading import load_catalog

        packed = self.bundle / "catalog.json"
        try:
            return load_catalog(packed)
        except (OSError, ValueError) as error:
            raise BundleMissing((packed,)) from error

    @cached_property
    def folder(self) -> Folder:
        """Folds texts."""
        from orderdoctor.diagnosis.fold import Folder, read_table

        return Folder(read_table((self.bundle / "folding" / "traditional.txt").read_text(encoding="utf-8")))

    @cached_property
    def doctor(self) -> Doctor:
        """Diagnoses texts; knows the catalog's wordings in every language."""
        from orderdoctor.diagnosis.doctor import Doctor

        learned = self._learned()
        return Doctor(self.catalog, self.folder, () if learned else self._sayings(), learned)

    def _learned(self) -> LearnedWording | None:
        """The learned model of the bundle; None if it was learned from other content: then likeness alone must do."""
        import json

        from orderdoctor.diagnosis.learned import LearnedWording

        try:
            model = json.loads((self.bundle / "model" / "wording.json").read_text(encoding="utf-8"))
            return LearnedWording(model, (self.bundle / "model" / "wording.bin").read_bytes())
        except (OSError, ValueError, KeyError):
            return None

    @cached_property
    def counsel(self) -> Counsel:
        """Says what to ask, what to try, and when to hand over."""
        from orderdoctor.diagnosis.troubleshooter import Troubleshooter
        from orderdoctor.inquiry import Counsel

        return Counsel(self.catalog, self.doctor, Troubleshooter(self.catalog))

    @cached_property
    def cases(self) -> CaseStore:
        """The user's cases."""
        from orderdoctor.cases.store import CaseStore

        return CaseStore.open(self.paths.data, backups=self.paths.backups, fold=self.folder.plain)

    def words(self, language: Language) -> Words:
        """The texts of a language."""
        return self.languages.words(language)

    def close(self) -> None:
        """Leave the cases in order, if they were opened. Raises SaveFailed if purge or backup fails."""
        if "cases" in self.__dict__:
            self.cases.close()

    def _sayings(self) -> list[tuple[str, str]]:
        """What the translations say about each reason: it is known wording as well."""
        return [
            (reason.id, words.of(text))
            for language in LANGUAGES[1:]
            for words in [self.words(language)]
            for reason in self.catalog.reasons.values()
            for text in (reason.title, reason.problem, reason.cause)
        ]


def run(argv: Sequence[str] | None = None) -> int:
    """Run the program with a command line (that of the process if None); what the process is to end with."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    wish = _window_wish(arguments) if has_display(os.environ) else None
    if wish is None:
        from orderdoctor.command_line import CommandLine

        return CommandLine(arguments, _parts, _open_window, _window_paints).run()
    folder, quit_after_first_paint = wish
    gc.disable()  # a start makes much and drops little: collecting waits until the window is painted
    try:
        parts = _parts(folder)
    except BundleMissing:
        from orderdoctor.command_line import CommandLine

        return CommandLine(arguments, _parts, _open_window, _window_paints).run()
    try:
        return _window(parts, SimpleNamespace(quit_after_first_paint=quit_after_first_paint, lang=None))
    finally:
        gc.enable()


def _window_wish(arguments: list[str]) -> tuple[str | None, bool] | None:
    """The data folder and whether to quit, if the arguments ask for nothing but the window; None for all others."""
    folder, leave = None, False
    rest = iter(arguments)
    for argument in rest:
        if argument == "--quit-after-first-paint":
            leave = True
        elif argument == "--data-dir":
            folder = next(rest, None)
            if folder is None:
                return None
        else:
            return None
    return folder, leave


def _open_window(parts: Parts, args: Namespace) -> int:
    """What the command line calls for the window; looked up when it is called."""
    return _window(parts, args)


def _parts(data_dir: str | None) -> Parts:
    """The parts of the program for a data folder. Raises BundleMissing."""
    return Parts(user_paths(data_dir), bundle_folder())


def _window(parts: Parts, args: Namespace | SimpleNamespace) -> int:
    """Open the window; what the program ends with. PySide6 is imported here and nowhere earlier."""
    from orderdoctor.ui.app import run_window

    return run_window(parts, args.quit_after_first_paint, language_for(args.lang) if args.lang else None)


def _window_paints(parts: Parts) -> bool:
    """Whether the window can be painted (self-test). Raises ImportError where it can't be loaded."""
    from orderdoctor.ui.app import window_paints

    return window_paints(parts)
