"""The order's way: the stages of an app and the statuses of platform and apps, each with what holds an order there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from orderdoctor.catalog.labels import pieces
from orderdoctor.catalog.model import AppStatus, Catalog, EndReason, Stage, Status
from orderdoctor.phrasing import ACTORS, place_name
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import Card, Flow, clear, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.fields import refill
from orderdoctor.ui.widgets.text import PiecesLabel, PlainLabel, Tag


class WayView(QWidget):
    """Shows one part of the way at a time; the reasons that hold an order there are one click away."""

    reason = Signal(str)
    stuck = Signal(str)
    """The user points at a place (diagnosis/pointing.py): it is stuck here."""

    arranged = Signal()

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._catalog: Catalog | None = None
        self._shown: tuple[object, ...] = ()
        self._lead = PlainLabel("muted")
        self._which = QComboBox()
        self._which.setMaximumWidth(kit.look.px(620))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self._lead)
        box.addWidget(self._which)
        box.addLayout(self._cards)
        self._which.currentIndexChanged.connect(self._show_part)

    def show_way(self, catalog: Catalog) -> None:
        """Show the order's way in the language of the window."""
        self._catalog = catalog
        words = self._kit.words
        self._lead.setText(words.tr("Choose where you look at the order, then the stage or the status that you see."))
        self._which.setAccessibleName(words.tr("Where you look at the order"))
        parts = [(f"pipeline {pipeline.id}", words.of(pipeline.name)) for pipeline in catalog.pipelines]
        parts.append(("statuses", words.tr("The statuses on AliExpress")))
        parts.append(("ends", words.tr("Why AliExpress ended an order")))
        for app in dict.fromkeys(shown.app for shown in catalog.app_statuses.values()):
            parts.append((f"app {app}", words.tr("The statuses in {app}").format(app=app)))
        refill(self._which, parts)
        self._show_part()

    def _show_part(self) -> None:
        catalog = self._catalog
        part = str(self._which.currentData() or "")
        now = (part, self._kit.words.language.tag, self._kit.look.percent, self._kit.look.color("muted").name())
        if catalog is None or now == self._shown:
            return
        self._shown = now
        clear(self._cards)
        for card in self._part(part, catalog):
            self._cards.addWidget(card)
        self.arranged.emit()

    def _part(self, part: str, catalog: Catalog) -> list[Card]:
        kind, _, name = part.partition(" ")
        if kind == "pipeline":
            stages = next(pipeline.stages for pipeline in catalog.pipelines if pipeline.id == name)
            return [self._stage(name, number, stage, catalog) for number, stage in enumerate(stages, 1)]
        if kind == "statuses":
            return [self._status(status, catalog) for status in catalog.statuses.values()]
        if kind == "ends":
            return [self._end(end, catalog) for end in catalog.end_reasons.values()]
        return [self._app_status(shown, catalog) for shown in catalog.app_statuses.values() if shown.app == name]

    def _stage(self, pipeline: str, number: int, stage: Stage, catalog: Catalog) -> Card:
        words = self._kit.words
        title = words.tr("{number}. {title}").format(number=number, title=words.of(stage.title))
        card = self._card(title, words.tr("Who acts: {actor}").format(actor=words.marked(ACTORS[stage.actor])))
        self._text(card, words.of(stage.happens), catalog)
        self._named(card, words.tr("Stuck here?"), words.of(stage.stuck), catalog)
        self._reasons(card, f"pipeline/{pipeline}/{stage.id}", stage.reasons, catalog)
        return card

    def _status(self, status: Status, catalog: Catalog) -> Card:
        words = self._kit.words
        screen = " · ".join(status.screen.values())
        card = self._card(
            words.of(status.name), " · ".join(part for part in (status.id, *status.aliases, screen) if part)
        )
        self._text(card, words.of(status.meaning), catalog)
        self._named(card, words.tr("The seller can"), words.of(status.seller_can), catalog)
        self._named(card, words.tr("The buyer can"), words.of(status.buyer_can), catalog)
        self._reasons(card, f"status/{status.id}", status.reasons, catalog)
        return card

    def _end(self, end: EndReason, catalog: Catalog) -> Card:
        words = self._kit.words
        card = self._card(words.of(end.name), end.id)
        self._text(card, words.of(end.meaning), catalog)
        self._reasons(card, f"end/{end.id}", end.reasons, catalog)
        return card

    def _app_status(self, shown: AppStatus, catalog: Catalog) -> Card:
        words = self._kit.words
        card = self._card(shown.label, " · ".join([shown.app, *shown.screen.values()]))
        self._text(card, words.of(shown.meaning), catalog)
        self._reasons(card, f"app-status/{shown.id}", shown.reasons, catalog)
        return card

    def _card(self, title: str, mark: str) -> Card:
        card = Card("plain", margin=16, gap=6)
        head = PlainLabel("strong")
        head.setText(title)
        tag = PlainLabel("small").copyable()
        tag.setText(mark)
        card.box.addWidget(head)
        card.box.addWidget(tag)
        return card

    def _text(self, card: Card, text: str, catalog: Catalog) -> None:
        label = PiecesLabel("body")
        label.show_pieces(pieces(text, catalog.labels, self._kit.words), self._kit.look.color("muted").name())
        card.box.addWidget(label)

    def _named(self, card: Card, name: str, text: str, catalog: Catalog) -> None:
        if not text:
            return
        tag = Tag("quiet")
        tag.setText(name)
        card.box.addLayout(row(tag, None))
        self._text(card, text, catalog)

    def _reasons(self, card: Card, place: str, reasons: tuple[str, ...], catalog: Catalog) -> None:
        """What holds orders at a place, and the button that points at it."""
        if not reasons:
            return
        here = Button(self._kit, "plain", "flag")
        here.say(self._kit.words.tr("It is stuck here"))
        here.setAccessibleDescription(place_name(place, catalog, self._kit.words))
        here.setProperty("place", place)
        here.clicked.connect(self._point)
        flow = Flow(6)
        for reason in reasons:
            button = Button(self._kit, "quiet", "arrow-right")
            button.say(self._kit.words.of(catalog.reasons[reason].title))
            button.setProperty("reason", reason)
            button.clicked.connect(self._open)
            flow.addWidget(button)
        card.box.addLayout(flow)
        card.box.addLayout(row(here, None))

    def _point(self) -> None:
        sender = self.sender()
        if isinstance(sender, Button):
            self.stuck.emit(str(sender.property("place")))

    def _open(self) -> None:
        sender = self.sender()
        if isinstance(sender, Button):
            self.reason.emit(str(sender.property("reason")))
