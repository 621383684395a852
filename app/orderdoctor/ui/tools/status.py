"""The check of order statuses, in the window, with the order's way as a diagram."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import AppStatus, EndReason, Status
from orderdoctor.i18n import LANGUAGES, Text, Words
from orderdoctor.phrasing import one_line, source_line
from orderdoctor.tools import status_words as say
from orderdoctor.tools.finding import Speaks
from orderdoctor.tools.status.recognise import Kind, Recognised, Recogniser, statuses_behind
from orderdoctor.tools.status.rules import read_rules
from orderdoctor.tools.status.way import diagram, speaks
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.tools.form import CantCheck, ToolForm, expect, plain_line, text_field
from orderdoctor.ui.tools.sheets import Line, Sheet


class StatusForm(ToolForm):
    """A status, or a reply that holds one; with nothing in it, the whole way."""

    def __init__(self, kit: Kit, desk: Desk, primary: bool = True) -> None:
        """Take the kit, the desk, and whether Check is the main button."""
        super().__init__(kit, desk, primary)
        self._rules = read_rules(desk.tables)
        self._system: str | None = None
        self._recogniser: Recogniser | None = None
        self.status = text_field(kit)
        self.inputs.addWidget(self.status)
        self.retranslate()

    def fill(self, known: Mapping[str, str]) -> None:
        """See `ToolForm.fill`: the statuses that the case's text names."""
        self._system = known.get("system") or None
        text = known.get("text", "")
        recogniser = self._known()
        if recogniser is None or not text:
            return
        said = [match.said for match in recogniser.recognise(text, self._system).matches]
        if said:
            self.status.editor.put("\n".join(dict.fromkeys(said)))

    def say_fields(self, words: Words) -> None:
        """See `ToolForm.say_fields`."""
        self.status.say(words.tr("The status, or a reply that holds it"))
        self.status.editor.setPlaceholderText(words.tr("As code or name. Leave it empty to see the order's whole way."))

    def answer(self) -> object:
        """See `ToolForm.answer`."""
        recogniser = self._known()
        text = self.status.editor.toPlainText().strip()
        if recogniser is None:
            raise CantCheck(lambda words: words.tr("The library is still being read. Try again in a moment."))
        found = recogniser.recognise(text, self._system or self.desk.system)
        if text and not found.matches:
            raise CantCheck(lambda words: _nothing(text, found, words))
        return found

    def _known(self) -> Recogniser | None:
        catalog = self.desk.catalog
        if self._recogniser is None and catalog is not None:
            names = say.names_in(catalog, [self.kit.language.words_in(language) for language in LANGUAGES])
            self._recogniser = Recogniser(catalog, self._rules, self.desk.fold, names)
        return self._recogniser

    def speaks_of(self, found: object) -> Speaks:
        """See `ToolForm.speaks_of`."""
        catalog = self.desk.catalog
        return speaks(expect(found, Recognised), catalog, self._rules) if catalog else {}

    def sheets_of(self, found: object, words: Words) -> Sequence[Sheet]:
        """See `ToolForm.sheets_of`: what was recognised, each status in full, the diagram."""
        recognised = expect(found, Recognised)
        catalog = self.desk.catalog
        if catalog is None:
            return []
        here = statuses_behind(recognised, self._rules)
        sheets = []
        if recognised.matches:
            lines = [Line(say.match_text(match, catalog, self._rules, words)) for match in recognised.matches]
            lines += [
                Line(say.behind_text(key, self._rules.shown_for[key], catalog, words))
                for key in recognised.of(Kind.APP_STATUS)
                if key in self._rules.shown_for
            ]
            sheets.append(Sheet(words.tr("What was recognised"), lines=tuple(dict.fromkeys(lines))))
        statuses = [catalog.statuses[key] for key in dict.fromkeys([*here, *recognised.of(Kind.STATUS)])]
        others: list[EndReason | AppStatus] = []
        others += [catalog.end_reasons[key] for key in recognised.of(Kind.END_REASON)]
        others += [catalog.app_statuses[key] for key in recognised.of(Kind.APP_STATUS)]
        sheets += [self._status(status, words) for status in statuses]
        sheets += [self._other(thing, words) for thing in others]
        sheets.append(self._way(here, words))
        return sheets

    def _status(self, status: Status, words: Words) -> Sheet:
        catalog = self.desk.catalog
        known = catalog.statuses if catalog else {}
        names = " · ".join(words.of(known[key].name) for key in status.next if key in known)
        lines = [
            Line(self._text(status.meaning, words)),
            *self._named(words.tr("The seller can: {text}"), status.seller_can, words),
            *self._named(words.tr("The buyer can: {text}"), status.buyer_can, words),
            *plain_line(words.tr("Next comes: {names}").format(names=names) if names else ""),
        ]
        title = words.tr("{title} ({id})").format(title=words.of(status.name), id=status.id)
        return Sheet(title, lines=tuple(lines), rests=self._sources(status.sources, words))

    def _other(self, thing: EndReason | AppStatus, words: Words) -> Sheet:
        if isinstance(thing, AppStatus):
            title = words.tr("“{label}” in {app}").format(label=thing.label, app=thing.app)
        else:
            title = words.tr("{title} ({id})").format(title=words.of(thing.name), id=thing.id)
        return Sheet(title, lines=plain_line(self._text(thing.meaning, words)))

    def _text(self, text: Text, words: Words) -> str:
        return plain(words.of(text), self.desk.catalog.labels, words) if self.desk.catalog else ""

    def _named(self, frame: str, text: Text, words: Words) -> Iterator[Line]:
        if text:
            yield Line(frame.format(text=self._text(text, words)))

    def _sources(self, sources: Sequence[str], words: Words) -> tuple[str, ...]:
        known = self.desk.catalog.sources if self.desk.catalog else {}
        return tuple(source_line(known[source], words) for source in sources if source in known)

    def _way(self, here: Sequence[str], words: Words) -> Sheet:
        """The diagram: a line for each status, the one where the order is stands out."""
        catalog = self.desk.catalog
        lines = [
            Line(words.tr("AliExpress publishes no complete diagram; the ways follow from what the statuses mean."))
        ]
        for sign, text in say.diagram_lines(diagram(catalog, self._rules, here), catalog, words) if catalog else ():
            icon, style = _SIGNS.get(sign, ("", "strong"))
            lines.append(Line(text, icon=icon, style=style))
        return Sheet(words.tr("The order's way"), lines=tuple(lines))


_SIGNS = {
    "●": ("circle-dot", "strong"), "○": ("circle", "body"), "│": ("chevron-right", "muted"),
    " ": ("chevron-right", "muted"), "↓": ("chevron-down", "muted"),
}  # fmt: skip
"""The icon and the style of a line of the diagram, by its sign; a heading has none."""


def _nothing(text: str, found: Recognised, words: Words) -> str:
    shown = one_line(text, 60)
    if found.close:
        told = words.tr("There is no status “{text}”. Close to it are: {names}.")
        return told.format(text=shown, names=words.listed(found.close))
    return words.tr("There is no status “{text}”. Leave the field empty to see them all.").format(text=shown)
