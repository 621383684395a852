"""The command line: reads the arguments, chooses the language, runs the command, and turns every fault into one line."""

from __future__ import annotations

import os
import traceback
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from orderdoctor import parts as shared
from orderdoctor.bundle import BundleMissing
from orderdoctor.cli.arguments import PROGRAM, parsed, peeked
from orderdoctor.cli.console import Console, standard_console
from orderdoctor.cli.endings import BadUsage, CommandFault
from orderdoctor.cli.parser import TextAsked
from orderdoctor.cli.session import Session, language_of_system
from orderdoctor.errors import WorldFault
from orderdoctor.fault_words import fault_text, profile_news_text
from orderdoctor.i18n import ENGLISH, LANGUAGES, Languages, language_for
from orderdoctor.paths import has_display
from orderdoctor.phrasing import visible
from orderdoctor.profiles.profile import Profile, same_name

INTERRUPTED = 130
"""What a program that was stopped with Ctrl+C ends with."""


class Parts(shared.Parts, Protocol):
    """What the composition root builds, and can put in order again."""

    def close(self) -> None: ...  # noqa: D102


class CommandLine:
    """One run: what goes wrong in it becomes one line on standard error, in the language known by then."""

    def __init__(
        self,
        arguments: Sequence[str],
        make_parts: Callable[[str | None], Parts],
        window: Callable[[Any, Namespace], int],
        window_paints: Callable[[Any], bool],
    ) -> None:
        """Take the arguments, and from the composition root: how parts are made and the window is opened."""
        self._console = standard_console()
        self._arguments = arguments
        self._make_parts = make_parts
        self._window = window
        self._window_paints = window_paints
        self._words = Languages(Path()).words(ENGLISH)

    def run(self) -> int:
        """Do what the arguments say; what the process is to end with."""
        try:
            code = self.code()
            self._console.stdout.flush()
        except BrokenPipeError:
            _let_go(self._console)
            return 0
        except KeyboardInterrupt:
            return INTERRUPTED
        return code

    def code(self) -> int:
        """Do it; faults become words."""
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
        parts = self._make_parts(peeked(self._arguments, "--data-dir"))
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
            return self._window(parts, args)
        from orderdoctor.cli.commands import run_command  # the window needs none of the commands

        for item in parts.profiles.news:
            self._console.tell(profile_news_text(item, self._words))
        session = Session(parts, self._console, self._words, profile)
        if args.command is None:
            args.command, args.system = "assist", None
        return run_command(session, args, lambda: self._window_paints(parts))

    def _close(self, parts: Parts) -> None:
        """The command is done and saved; a backup that fails now is told, and changes nothing about that."""
        try:
            parts.close()
        except WorldFault as fault:
            self._complain(fault_text(fault, self._words))

    def _complain(self, text: str) -> None:
        self._console.tell(f"{PROGRAM}: {visible(' '.join(text.split()))}")


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
