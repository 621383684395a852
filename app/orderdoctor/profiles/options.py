"""The options of profiles and settings, each declared once: key, type, default, what it may be, title.

Titles are marked here and translated where they are shown. An option without a title is not shown to users.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from orderdoctor.i18n import LANGUAGES, Marked, language_for, mark
from orderdoctor.profiles.errors import BadOption

T = TypeVar("T", str, int, str | None)

_UNWRITABLE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_UNSEEN: Final = frozenset("CZ")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One of an option's values. title: None where the value names itself (a language's own name, 150 %)."""

    value: T
    title: Marked | None = None


def _as_it_is(text: str) -> str:
    return text


def _tag(text: str) -> str:
    """The BCP 47 tag of a language of ours, whatever form it was written in (zh, zh_CN, vi_VN)."""
    language = language_for(text)
    return language.tag if language else text


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One option: one of its choices, or without choices a text of `shortest` to `longest` characters.

    tidy: what is done to a text before it is checked and kept. The default may lie outside: "not said".
    """

    key: str
    kind: type[str] | type[int]
    default: T
    title: Marked | None = None
    choices: tuple[Choice[T], ...] = ()
    shortest: int = 0
    longest: int = 0
    tidy: Callable[[str], str] = _as_it_is

    @property
    def allowed(self) -> tuple[T, ...]:
        """The values to choose from; empty for a free text."""
        return tuple(choice.value for choice in self.choices)

    def clean(self, value: object) -> str | int | None:
        """The value as it is kept. Raises BadOption."""
        if value is None and self.default is None:
            return None
        if not isinstance(value, self.kind) or isinstance(value, bool):
            raise BadOption(self.key, value, "wrong-type")
        if isinstance(value, str):
            value = self.tidy(value)
        if not self.choices:
            self._check_text(str(value))
        elif value not in self.allowed:
            raise BadOption(self.key, value, "not-allowed")
        return value

    def _check_text(self, text: str) -> None:
        if len(text) > self.longest:
            raise BadOption(self.key, text, "too-long")
        kinds = {unicodedata.category(character) for character in text}
        if kinds & _UNWRITABLE:
            raise BadOption(self.key, text, "characters")
        if len(text) < self.shortest or (self.shortest and all(kind[0] in _UNSEEN for kind in kinds)):
            raise BadOption(self.key, text, "empty")


_LANGUAGES: Final[list[Choice[str | None]]] = [Choice(language.tag) for language in LANGUAGES]

NAME: Final[Option[str]] = Option("name", str, "", mark("Name"), shortest=1, longest=60, tidy=str.strip)
ROLE: Final[Option[str]] = Option(
    "role",
    str,
    "seller",
    mark("Role"),
    choices=(
        Choice("seller", mark("Seller (dropshipping)")),
        Choice("aliexpress-seller", mark("AliExpress seller")),
        Choice("agent", mark("Support agent")),
    ),
)
LANGUAGE: Final[Option[str | None]] = Option(
    "language",
    str,
    None,
    mark("Language"),
    choices=(Choice(None, mark("As in the system")), *_LANGUAGES),
    tidy=_tag,
)
TEXT_SIZE: Final[Option[int]] = Option(
    "text_size",
    int,
    100,
    mark("Text size"),
    choices=tuple(Choice(percent) for percent in (100, 115, 130, 150, 175, 200)),
)
THEME: Final[Option[str]] = Option(
    "theme",
    str,
    "system",
    mark("Theme"),
    choices=(
        Choice("system", mark("As in the system")),
        Choice("light", mark("Light")),
        Choice("dark", mark("Dark")),
        Choice("high-contrast", mark("High contrast")),
    ),
)
SYSTEM: Final[Option[str]] = Option("system", str, "", mark("Where you work"), longest=60)
LEARNED_AFTER: Final[Option[int]] = Option("learned_after", int, 0, longest=12)
"""The number of the last case when the user had everything forgotten that was learned from cases."""
TOUR: Final[Option[int]] = Option("tour", int, 1, choices=(Choice(1), Choice(0)))
"""Whether the hints of the first start are still shown."""
WINDOW: Final[Option[str]] = Option("window", str, "", longest=20_000)

CURRENT_PROFILE: Final[Option[str]] = Option("current_profile", str, "", longest=60)

AnyOption = Option[str] | Option[int] | Option[str | None]

PROFILE_OPTIONS: Final[tuple[AnyOption, ...]] = (NAME, ROLE, LANGUAGE, TEXT_SIZE, THEME, SYSTEM, LEARNED_AFTER, TOUR, WINDOW)
SETTINGS_OPTIONS: Final[tuple[AnyOption, ...]] = (CURRENT_PROFILE,)


def cleaned(options: Iterable[AnyOption], values: Mapping[str, object]) -> dict[str, Any]:
    """The values as they are kept. Raises BadOption for the first that can't be."""
    known = {option.key: option for option in options}
    for key, value in values.items():
        if key not in known:
            raise BadOption(key, value, "unknown-key")
    return {key: known[key].clean(value) for key, value in values.items()}


def understood(
    options: Iterable[AnyOption], table: Mapping[str, object]
) -> tuple[dict[str, Any], dict[str, object]]:
    """What a file's table says of the options, in their present form, and the values that they can't have."""
    good: dict[str, Any] = {}
    bad: dict[str, object] = {}
    for option in options:
        if option.key not in table or table[option.key] == option.default:
            continue
        try:
            good[option.key] = option.clean(table[option.key])
        except BadOption:
            bad[option.key] = table[option.key]
    return good, bad
