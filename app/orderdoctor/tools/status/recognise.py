"""Recognises statuses in what people type or paste: codes in any spelling, and names in any of the languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from orderdoctor.catalog.model import Catalog
from orderdoctor.tools.status.rules import Rules

LONGEST = 4000
"""Characters that are looked at: a reply's status stands near its beginning, and names are short."""

_LONGEST_NAME = 120
_KEY = re.compile(r"([A-Za-z_]{3,40})[\"']?\s{0,3}[:=：]\s{0,3}[\"']?$")
_AROUND = " .:;,!?\"'()[]{}<>=-–—_/|。：；，！？、（）【】《》"
_HEAD = re.compile(
    r"^(?:the |order |current )*(?:order )?status(?: is| of the order)?\b|^(?:trang thai(?: don hang)?)\b|^(?:订单|当前)?状态"
)


class Kind(Enum):
    """What was recognised."""

    STATUS = "status"
    END_REASON = "end_reason"
    APP_STATUS = "app_status"
    FIELD = "field"


class How(Enum):
    """By what it was recognised."""

    CODE = "code"
    ALIAS = "alias"
    """Another code for the same thing, such as the logistics status' spelling."""
    NAME = "name"
    """As AliExpress, the app or this program calls it."""
    USUAL = "usual"
    """As people call it."""


@dataclass(frozen=True, slots=True)
class Match:
    """One thing that was recognised. id: of the catalog, or a field's value; said: the known name that it went by.

    key: the field of a reply that it stands in (`order_status`), or empty; span: where it stands in the text.
    """

    kind: Kind
    id: str
    how: How
    said: str
    key: str = ""
    span: tuple[int, int] = (0, 0)

    @property
    def other_field(self) -> bool:
        """Whether it stands in another field than the order's status, such as `logistics_status`."""
        return bool(self.key) and "order" not in self.key.casefold() and self.key.casefold() != "status"


@dataclass(frozen=True, slots=True)
class Recognised:
    """All that a text names, in its order. close: names that come near, if it names nothing."""

    matches: tuple[Match, ...]
    close: tuple[str, ...] = ()

    def of(self, kind: Kind) -> tuple[str, ...]:
        """The ids of one kind, each once."""
        return tuple(dict.fromkeys(match.id for match in self.matches if match.kind is kind))


Names = Iterable[tuple[Kind, str, str]]
"""Names in further languages: kind, id, name."""


class Recogniser:
    """Knows the codes and names of a catalog's statuses; built once."""

    def __init__(self, catalog: Catalog, rules: Rules, fold: Callable[[str], str], names: Names = ()) -> None:
        """Take the catalog, the rules, what folds texts, and the names in other languages."""
        self._fold = fold
        self._catalog = catalog
        self._codes: dict[str, tuple[Kind, str, How]] = {}
        self._names: dict[str, dict[tuple[Kind, str], tuple[How, str]]] = {}
        self._said: dict[str, str] = {}
        for code, found in _codes(catalog, rules):
            self._codes.setdefault(_bare(code.casefold()), found)
            self._said.setdefault(code.casefold(), code)
        for kind, key, name, how in (*_names(catalog, rules), *((*each, How.NAME) for each in names)):
            self._learn(kind, key, name, how)
        for code, found in _codes(catalog, rules):
            self._learn(found[0], found[1], code.replace("_", " "), found[2], suggest=False)
        self._pattern = _code_pattern(code for code, _ in _codes(catalog, rules))

    def _learn(self, kind: Kind, key: str, name: str, how: How, suggest: bool = True) -> None:
        folded = self._fold(name).strip(_AROUND)
        if folded:
            self._names.setdefault(folded, {}).setdefault((kind, key), (how, name))
        if folded and suggest:
            self._said.setdefault(folded, name)

    def recognise(self, text: str, system: str | None = None) -> Recognised:
        """What a text names; where an app's status has the name of others, that of `system` alone counts."""
        text = _readable(text[:LONGEST])
        matches = list(self._by_code(text))
        matches += self._by_name(text, system) if not matches else []
        if not matches:
            matches = list(self._inside(text))
        return Recognised(tuple(matches), () if matches else self._close(text))

    def _by_code(self, text: str) -> Iterator[Match]:
        for found in self._pattern.finditer(text):
            said = found.group(0)
            known = self._codes.get(_bare(said.casefold()))
            if known is None or not (_telling(said) or said.isupper()):
                continue
            field = _KEY.search(text, max(0, found.start() - 60), found.start())
            yield Match(*known, said, field.group(1) if field else "", found.span())

    def _by_name(self, text: str, system: str | None) -> list[Match]:
        """The whole text is a name, perhaps behind the word "status" or the app's name."""
        if len(text) > _LONGEST_NAME:
            return []
        folded = self._fold(text).strip(_AROUND)
        bare = _HEAD.sub("", folded).strip(_AROUND)
        apps = {self._fold(status.app): status.app for status in self._catalog.app_statuses.values()}
        for app, name in apps.items():
            for candidate in (bare.removeprefix(app), bare.removesuffix(app), bare.removesuffix("in " + app)):
                if candidate != bare:
                    found = self._named(candidate.strip(_AROUND), text)
                    own = [m for m in found if m.kind is Kind.APP_STATUS and self._app(m) == name]
                    if own:
                        return own
        found = self._named(folded, text) or self._named(bare, text)
        own = [m for m in found if m.kind is Kind.APP_STATUS and self._catalog.app_statuses[m.id].system == system]
        others = [m for m in found if m.kind is not Kind.APP_STATUS]
        if own and system not in (None, "aliexpress", "other-app"):
            return own
        return [*others, *(m for m in found if m.kind is Kind.APP_STATUS)]

    def _app(self, match: Match) -> str:
        return self._catalog.app_statuses[match.id].app

    def _named(self, folded: str, text: str) -> list[Match]:
        known = self._names.get(folded, {})
        return [Match(kind, key, how, name, "", (0, len(text))) for (kind, key), (how, name) in known.items()]

    def _inside(self, text: str) -> Iterator[Match]:
        """Names inside a longer text: Chinese ones of four letters and more, and those of three words and more."""
        folded = self._fold(text)
        taken: list[tuple[int, int]] = []
        for name in sorted(self._names, key=len, reverse=True):
            if not _long_enough(name):
                continue
            start = folded.find(name)
            end = start + len(name)
            if start < 0 or any(start < right and left < end for left, right in taken):
                continue
            if name.isascii() and (folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum()):
                continue
            taken.append((start, end))
            yield from (Match(kind, key, how, said) for (kind, key), (how, said) in self._names[name].items())

    def _close(self, text: str) -> tuple[str, ...]:
        wanted = self._fold(text[:_LONGEST_NAME]).strip(_AROUND)
        found = get_close_matches(wanted, list(self._said), 3, 0.72) if wanted else []
        return tuple(dict.fromkeys(self._said[name] for name in found))


def _readable(text: str) -> str:
    """The text in ordinary letters, full-width ones included, without what can't be seen."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain if unicodedata.category(letter) not in ("Cf", "Cs"))


def _codes(catalog: Catalog, rules: Rules) -> Iterator[tuple[str, tuple[Kind, str, How]]]:
    for status in catalog.statuses.values():
        yield status.id, (Kind.STATUS, status.id, How.CODE)
        yield from ((alias, (Kind.STATUS, status.id, How.ALIAS)) for alias in status.aliases)
    for end in catalog.end_reasons.values():
        yield end.id, (Kind.END_REASON, end.id, How.CODE)
    for field in rules.fields:
        yield field.value, (Kind.FIELD, field.value, How.CODE)
    for shown in catalog.app_statuses.values():
        yield shown.id, (Kind.APP_STATUS, shown.id, How.CODE)


def _names(catalog: Catalog, rules: Rules) -> Iterator[tuple[Kind, str, str, How]]:
    for status in catalog.statuses.values():
        for name in (status.name.english, *status.screen.values()):
            yield Kind.STATUS, status.id, name, How.NAME
        yield from ((Kind.STATUS, status.id, name, How.USUAL) for name in rules.usual.get(status.id, ()))
    for end in catalog.end_reasons.values():
        yield Kind.END_REASON, end.id, end.name.english, How.NAME
    for shown in catalog.app_statuses.values():
        for name in (shown.label, *shown.screen.values()):
            yield Kind.APP_STATUS, shown.id, name, How.NAME


def _bare(code: str) -> str:
    """A code without what may stand between its words."""
    return re.sub(r"[\s_-]+", "", code)


def _code_pattern(codes: Iterable[str]) -> re.Pattern[str]:
    """Codes in any spelling: with underscores, hyphens, spaces or nothing between the words; the longest first."""
    words = sorted({tuple(re.split(r"[_-]", code.casefold())) for code in codes}, key=lambda w: -len("".join(w)))
    spelled = "|".join(r"[\s_-]{0,3}".join(map(re.escape, word)) for word in words)
    return re.compile(rf"(?<![A-Za-z0-9_-])(?:{spelled})(?![A-Za-z0-9_-])", re.IGNORECASE)


def _telling(said: str) -> bool:
    """Whether a code can't be an ordinary word: it has several parts joined as codes are (WaitSeller, wait_seller)."""
    return (
        "_" in said
        or "-" in said
        or len(said.split()) >= 3
        or (len(said) > 10 and not said.isspace() and " " not in said)
    )


def _long_enough(name: str) -> bool:
    han = sum("\u4e00" <= letter <= "\u9fff" for letter in name)
    return han >= 4 or len(name.split()) >= 3


def statuses_behind(recognised: Recognised, rules: Rules) -> tuple[str, ...]:
    """The platform's statuses that a text means, those behind what AliExpress' pages show included.

    A reply's order status goes before what stands in its other fields.
    """
    found = [match for match in recognised.matches if match.kind is Kind.STATUS]
    own = [match.id for match in found if not match.other_field] or [match.id for match in found]
    shown: Mapping[str, str] = rules.shown_for
    behind = [shown[key] for key in recognised.of(Kind.APP_STATUS) if key in shown]
    return tuple(dict.fromkeys([*own, *behind]))
