"""The composition root: arguments, paths, settings, stores, catalog, engine, front end.

Nobody imports this module. Objects are built here, once, when they are first needed, and passed on.
"""

from __future__ import annotations

import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from orderdoctor.bundle import BundleMissing, bundle_folder
from orderdoctor.cases.store import CaseStore
from orderdoctor.catalog.model import Catalog
from orderdoctor.catalog.reading import load_catalog
from orderdoctor.cli.arguments import PROGRAM, parsed, peeked
from orderdoctor.cli.console import Console, standard_console
from orderdoctor.cli.endings import BadUsage, CommandFault
from orderdoctor.cli.parser import TextAsked
from orderdoctor.cli.self_test import has_display
from orderdoctor.cli.session import Session, language_of_system
from orderdoctor.diagnosis.doctor import Doctor
from orderdoctor.diagnosis.fold import Folder, read_table
from orderdoctor.errors import WorldFault
from orderdoctor.fault_words import fault_text, profile_news_text
from orderdoctor.i18n import ENGLISH, LANGUAGES, Language, Languages, Words, language_for
from orderdoctor.paths import UserPaths, user_paths
from orderdoctor.phrasing import visible
from orderdoctor.profiles.profile import Profile, same_name
from orderdoctor.profiles.store import ProfileStore

INTERRUPTED = 130
"""What a program that was stopped with Ctrl+C ends with."""


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
        """Everything that is known. Raises BundleMissing if the file is damaged."""
        packed = self.bundle / "catalog.json"
        try:
            return load_catalog(packed)
        except (OSError, ValueError) as error:
            raise BundleMissing((packed,)) from error

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
    console = standard_console()
    try:
        code = _Run(console, sys.argv[1:] if argv is None else argv).code()
        console.stdout.flush()
    except BrokenPipeError:
        _let_go(console)
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


class _Run:
    """One run: what goes wrong in it becomes one line on standard error, in the language known by then."""

    def __init__(self, console: Console, arguments: Sequence[str]) -> None:
        self._console = console
        self._arguments = arguments
        self._words = Languages(Path()).words(ENGLISH)

    def code(self) -> int:
        try:
            return self._answer()
        except TextAsked as asked:
            self._console.write(asked.text)
            return 0
        except CommandFault as fault:
            self._complain(fault.text)
            return fault.code
        except BundleMissing as fault:
            told = self._words.tr("The program's own files are missing or damaged: {files}")
            self._complain(told.format(files=" · ".join(map(str, fault.looked_in))))
            return 1
        except WorldFault as fault:
            self._complain(fault_text(fault, self._words))
            return 1
        except (BrokenPipeError, KeyboardInterrupt):
            raise
        except OSError as error:
            self._complain(self._words.tr("Something outside the program went wrong: {detail}").format(detail=error))
            return 1
        except Exception as error:
            if os.environ.get("ORDERDOCTOR_DEBUG"):
                raise
            told = self._words.tr("Something went wrong in Order Doctor ({detail}). What was saved is intact.")
            self._complain(told.format(detail=_where(error)))
            return 1

    def _answer(self) -> int:
        parts = Parts(user_paths(peeked(self._arguments, "--data-dir")), bundle_folder())
        try:
            profile = self._choose_language(parts)
            args = parsed(self._arguments, self._words)
            return self._front_end(parts, profile, args)
        finally:
            self._close(parts)

    def _choose_language(self, parts: Parts) -> Profile:
        """From here on faults are told in the user's language. Raises BadUsage."""
        profile = parts.profiles.current
        own = language_for(profile.language) if profile.language else None
        self._words = parts.words(own or language_of_system())
        tag = peeked(self._arguments, "--lang")
        if tag is not None:
            language = language_for(tag)
            if language is None:
                codes = ", ".join(known.code for known in LANGUAGES)
                raise BadUsage(
                    self._words.tr("There is no language “{tag}”. There are: {codes}.").format(tag=tag, codes=codes)
                )
            self._words = parts.words(language)
        name = peeked(self._arguments, "--profile")
        if name is not None:
            profile = self._profile(parts, name)
            if tag is None and profile.language:
                self._words = parts.words(language_for(profile.language) or ENGLISH)
        return profile

    def _profile(self, parts: Parts, name: str) -> Profile:
        for profile in parts.profiles.profiles:
            if profile.id == name or same_name(profile.name, name):
                return profile
        names = ", ".join(profile.name for profile in parts.profiles.profiles if profile.name)
        raise BadUsage(
            self._words.tr("There is no profile “{name}”. There are: {names}.").format(name=name, names=names or "–")
        )

    def _front_end(self, parts: Parts, profile: Profile, args: Namespace) -> int:
        if args.command is None and (args.quit_after_first_paint or has_display(os.environ)):
            if args.profile and profile.id != parts.profiles.current.id:
                parts.profiles.switch(profile.id)
            return _window(parts, args)
        from orderdoctor.cli.commands import run_command  # the window needs none of the commands

        for item in parts.profiles.news:
            self._console.tell(profile_news_text(item, self._words))
        session = Session(parts, self._console, self._words, profile)
        if args.command is None:
            args.command, args.system = "assist", None
        return run_command(session, args, lambda: _window_paints(parts))

    def _close(self, parts: Parts) -> None:
        """The command is done and saved; a backup that fails now is told, and changes nothing about that."""
        try:
            parts.close()
        except WorldFault as fault:
            self._complain(fault_text(fault, self._words))

    def _complain(self, text: str) -> None:
        self._console.tell(f"{PROGRAM}: {visible(' '.join(text.split()))}")


def _window(parts: Parts, args: Namespace) -> int:
    """Open the window; what the program ends with. PySide6 is imported here and nowhere earlier."""
    from orderdoctor.ui.app import run_window

    return run_window(parts, args.quit_after_first_paint, language_for(args.lang) if args.lang else None)


def _window_paints(parts: Parts) -> bool:
    """Whether the window can be painted (self-test). Raises ImportError where it can't be loaded."""
    from orderdoctor.ui.app import window_paints

    return window_paints(parts)


def _where(error: Exception) -> str:
    """The kind of a fault and the line it happened on; not its message, it may quote what was pasted."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}"


def _let_go(console: Console) -> None:
    """Whoever read the output has gone: leave nothing to be flushed at the end of the process."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), console.stdout.fileno())
    except (OSError, ValueError):
        return
