"""What every command works with: the program's parts, the console, the language, the profile."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from orderdoctor.cases.times import utc_now
from orderdoctor.catalog.model import Catalog
from orderdoctor.cli.console import Console
from orderdoctor.cli.endings import BadUsage
from orderdoctor.cli.output import Page
from orderdoctor.i18n import ENGLISH, Language, Words, language_for
from orderdoctor.parts import Parts
from orderdoctor.profiles.profile import Profile


@dataclass(frozen=True)
class Session:
    """One run of a command."""

    parts: Parts
    console: Console
    words: Words
    profile: Profile
    clock: Callable[[], datetime] = utc_now

    @property
    def catalog(self) -> Catalog:
        """Everything that is known."""
        return self.parts.catalog

    @cached_property
    def page(self) -> Page:
        """Where texts for people go."""
        return Page(self.console)

    def system(self, given: str | None) -> str | None:
        """The id of the system that was given, else the profile's, else None. Raises `BadUsage`."""
        if not given:
            return self.profile.system if self.profile.system in self.catalog.systems else None
        found = self.system_named(given)
        if found is None:
            raise BadUsage(
                self.words.tr("There is no system “{name}”. There are: {names}.").format(
                    name=given, names=", ".join(self.catalog.systems)
                )
            )
        return found

    def system_named(self, given: str) -> str | None:
        """The id of the system that an id, a name, or a name with one of its hints in it means."""
        name = self.parts.folder.plain(given)
        for system in self.catalog.systems.values():
            if name in (
                system.id,
                self.parts.folder.plain(system.name.english),
                self.parts.folder.plain(self.words.of(system.name)),
            ):
                return system.id
        hinted = {s.id for s in self.catalog.systems.values() if any(hint in name for hint in s.hints)}
        return hinted.pop() if len(hinted) == 1 else None


def language_of_system(environment: Mapping[str, str] = os.environ) -> Language:
    """The language of the system's locale; English if it is none of ours.

    LANGUAGE may name several, the first that we have counts; of the others the first that is set decides.
    """
    for wish in environment.get("LANGUAGE", "").split(":"):
        language = language_for(wish)
        if language:
            return language
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            return language_for(environment[variable]) or ENGLISH
    return ENGLISH
