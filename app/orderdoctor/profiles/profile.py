"""A profile: one person's way of using the program."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from orderdoctor.i18n import ENGLISH, Language, language_for
from orderdoctor.profiles import options
from orderdoctor.profiles.options import PROFILE_OPTIONS, cleaned


@dataclass(frozen=True, slots=True)
class Profile:
    """Who uses the program, and how. id: 12 hexadecimal digits, never shown; the rest: see `options`."""

    id: str
    name: str = options.NAME.default
    role: str = options.ROLE.default
    language: str | None = options.LANGUAGE.default
    text_size: int = options.TEXT_SIZE.default
    theme: str = options.THEME.default
    system: str = options.SYSTEM.default
    learned_after: int = options.LEARNED_AFTER.default
    tour: int = options.TOUR.default
    window: str = options.WINDOW.default

    def with_(self, **changes: object) -> Profile:
        """The profile with some options changed. Raises BadOption."""
        return replace(self, **cleaned(PROFILE_OPTIONS, changes))

    def spoken(self, system: str) -> Language:
        """The chosen language, else the system's (a locale name or a tag) if we have it, else English."""
        return language_for(self.language or system) or ENGLISH


def same_name(one: str, other: str) -> bool:
    """Whether people would take two names for the same: equal but for case and for composed marks."""
    return folded(one) == folded(other)


def folded(name: str) -> str:
    """The name for comparing and sorting: without case, marks decomposed."""
    return unicodedata.normalize("NFD", name.casefold())
