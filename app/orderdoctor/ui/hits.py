"""What the command palette finds: pages, commands, reasons, cases, checks, languages and colours, the best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orderdoctor.i18n import LANGUAGES, Language, Marked, Words, mark
from orderdoctor.phrasing import CASE_STATES, STAGES, stage_name
from orderdoctor.profiles.options import THEME
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.rail import PAGES
from orderdoctor.ui.reason_search import ReasonSearch
from orderdoctor.ui.shortcuts import EVERYWHERE, keys_of, native
from orderdoctor.ui.telling import case_name
from orderdoctor.ui.tools import TOOLS
from orderdoctor.ui.widgets.rows import Row

if TYPE_CHECKING:
    from orderdoctor.cases.summary import CaseSummary
    from orderdoctor.catalog.model import Catalog

KINDS: dict[str, Marked] = {
    "page": mark("Page"),
    "case": mark("Case"),
    "reason": mark("Reason"),
    "tool": mark("Check"),
    "do": mark("Command"),
    "language": mark("Language"),
    "theme": mark("Colours"),
}
"""In this order they stand where they fit equally well."""

_LONGEST_NUMBER = 9
"""Digits that the number of a case has at most."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something to go to. kind: of KINDS; id: within its kind; names: what it is called, folded; text: all its words."""

    kind: str
    id: str
    row: Row
    names: tuple[str, ...]
    text: str = ""

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.kind}:{self.id}"

    def rank(self, wanted: Sequence[str]) -> int | None:
        """How well it fits: 0 is its very name; None if a word is nowhere in it."""
        phrase = " ".join(wanted)
        if phrase in self.names:
            return 0
        if any(name.startswith(phrase) for name in self.names):
            return 1
        for rank, inside in ((2, _begins), (3, _holds)):
            if any(all(inside(name, word) for word in wanted) for name in self.names):
                return rank
        everything = "\n".join((*self.names, self.text))
        return 4 if all(word in everything for word in wanted) else None


def _begins(name: str, word: str) -> bool:
    return name.startswith(word) or f" {word}" in name


def _holds(name: str, word: str) -> bool:
    return word in name


class Hits:
    """All that can be found without asking the store, made anew for each language; and cases, as they are found."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        """Take the kit and the desk."""
        self._kit = kit
        self._desk = desk
        self._reasons = ReasonSearch(kit.language, desk.fold)
        self._made: tuple[Words, Catalog | None, tuple[Hit, ...]] | None = None

    def all(self) -> tuple[Hit, ...]:
        """Everything but the cases."""
        words, catalog = self._kit.words, self._desk.catalog
        if self._made is None or self._made[0] is not words or self._made[1] is not catalog:
            hits = [*self._places(words), *self._choices(words)]
            if catalog is not None:
                hits += self._of_reasons(words, catalog)
            self._made = (words, catalog, tuple(hits))
        return self._made[2]

    def find(self, text: str) -> list[Hit]:
        """What fits a text, the best first; nothing fits no text."""
        wanted = self._desk.fold(text).split()
        order = list(KINDS)
        ranked = [(rank, order.index(hit.kind), hit) for hit in self.all() if (rank := hit.rank(wanted)) is not None]
        ranked.sort(key=lambda found: found[:2])
        return [hit for _rank, _kind, hit in ranked] if wanted else []

    def case(self, summary: CaseSummary) -> Hit:
        """A case as a hit."""
        words = self._kit.words
        line = words.tr("Case {number} · {state}").format(
            number=summary.number, state=words.marked(CASE_STATES[summary.state])
        )
        name = case_name(summary, self._desk.catalog, words, self._desk.answers_in(summary))
        return self._hit("case", summary.id, name, line if name not in line else line.partition(" · ")[2], ())

    def numbered(self, text: str) -> Hit | None:
        """The case whose number the text is, alone, after # or as the pages write it."""
        from orderdoctor.cases.summary import summary_of

        fold = self._desk.fold
        name = fold(self._kit.words.tr("Case {number}").format(number="")).strip()
        digits = fold(text).strip().removeprefix(name).strip().removeprefix("#")
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER):
            return None
        case = self._desk.cases.numbered(int(digits))
        return self.case(summary_of(case)) if case else None

    # --- what there is

    def _places(self, words: Words) -> list[Hit]:
        pages = {name for name, _icon, _title, _keys in PAGES} | {"help"}
        hits = [
            self._hit("page", name, words.marked(title), keys_of(name), self._in_all(title))
            for name, _icon, title, _keys in PAGES
        ]
        for shortcut in EVERYWHERE:
            if shortcut.name == "help":
                hits.append(
                    self._hit(
                        "page",
                        "help",
                        words.marked(shortcut.title),
                        native(shortcut.keys),
                        self._in_all(shortcut.title),
                    )
                )
            elif shortcut.name not in pages and shortcut.name != "palette":
                hits.append(
                    self._hit(
                        "do",
                        shortcut.name,
                        words.marked(shortcut.title),
                        native(shortcut.keys),
                        self._in_all(shortcut.title),
                    )
                )
        for name, tool in TOOLS.items():
            names = self._in_all(tool.name)
            hits.append(
                self._hit(
                    "tool", name, words.marked(tool.name), words.marked(tool.purpose), names, self._in_all(tool.purpose)
                )
            )
        return hits

    def _choices(self, words: Words) -> list[Hit]:
        label = mark("Language")
        hits = [
            self._hit(
                "language",
                language.tag,
                language.name,
                words.marked(label),
                (language.name, language.code),
                self._in_all(label),
            )
            for language in LANGUAGES
        ]
        return hits + [
            self._hit(
                "theme",
                choice.value,
                words.marked(choice.title),
                words.tr("Colours of the window"),
                self._in_all(choice.title),
            )
            for choice in THEME.choices
            if choice.title
        ]

    def _of_reasons(self, words: Words, catalog: Catalog) -> list[Hit]:
        order = list(STAGES)
        reasons = sorted(
            catalog.reasons.values(), key=lambda r: order.index(r.stage) if r.stage in order else len(order)
        )
        hits = []
        for reason in reasons:
            folded = self._reasons.folded(reason, catalog)
            codes = [code.code for code in reason.codes[:2]]
            line = " · ".join(part for part in (stage_name(reason.stage, words), reason.id, *codes) if part)
            row = Row(f"reason:{reason.id}", words.of(reason.title), line, words.marked(KINDS["reason"]))
            hits.append(Hit("reason", reason.id, row, folded.names, folded.everything))
        return hits

    def _hit(self, kind: str, name: str, title: str, line: str, names: Sequence[str], more: Sequence[str] = ()) -> Hit:
        row = Row(f"{kind}:{name}", title, line, self._kit.words.marked(KINDS[kind]))
        fold = self._desk.fold
        kinds = self._in_all(KINDS[kind])
        return Hit(kind, name, row, tuple(map(fold, names)), "\n".join(map(fold, (*kinds, *more))))

    def _in_all(self, text: Marked) -> tuple[str, ...]:
        """A text in every language."""
        languages: Sequence[Language] = LANGUAGES
        return tuple(self._kit.language.words_in(language).marked(text) for language in languages)
