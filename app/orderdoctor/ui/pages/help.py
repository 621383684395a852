"""Help: the keys, what is stored, who can use the program, the library and its sources, support, licences."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from orderdoctor import __version__
from orderdoctor.catalog.model import Catalog
from orderdoctor.i18n import Marked, Words
from orderdoctor.phrasing import source_line
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.help_texts import ACCESSIBLE, GAPS, STORED, STORED_SHORT, SUPPORT
from orderdoctor.ui.kit import Kit, announce
from orderdoctor.ui.pages.base import Page
from orderdoctor.ui.shipped import SHIPPED
from orderdoctor.ui.shortcuts import IN_ONE_PLACE, native
from orderdoctor.ui.widgets.boxes import Card, Flow, clear, column, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.notes import NoteBar
from orderdoctor.ui.widgets.text import PlainLabel, Tag

_SCROLLING = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Down, Qt.Key.Key_Up)


class Section(Card):
    """A part of the help. Its heading takes the focus by Tab, and a screen reader hears all of it there."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__("plain", margin=20, gap=8)
        self._head = PlainLabel("heading")
        self._head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._inside = column(8)
        self._texts: list[str] = []
        self.foot = Flow(8)
        self.box.addWidget(self._head)
        self.box.addLayout(self._inside)
        self.box.addLayout(self.foot)

    def begin(self, title: str) -> None:
        """Empty it and set its title."""
        clear(self._inside)
        self._texts = []
        self._head.setText(title)
        self._describe()

    def say(self, text: str, style: str = "body") -> PlainLabel:
        """Add a paragraph."""
        label = PlainLabel(style).copyable()
        label.setText(text)
        if style == "strong":
            self._inside.addSpacing(4)
        self._inside.addWidget(label)
        self._texts.append(text)
        self._describe()
        return label

    def say_keys(self, keys: Iterable[str], title: str) -> None:
        """Add a line of the keyboard overview."""
        marks = Flow(4)
        shown = [key for key in keys if key]
        for key in shown:
            mark = Tag("key")
            mark.setText(key)
            marks.addWidget(mark)
        holder = QWidget()
        holder.setLayout(marks)
        holder.setFixedWidth(self.fontMetrics().horizontalAdvance("M") * 10)
        label = PlainLabel("body")
        label.setText(title)
        line = row(gap=12)
        line.addWidget(holder, 0)
        line.addWidget(label, 1)
        self._inside.addLayout(line)
        self._texts.append(f"{', '.join(shown)}: {title}")
        self._describe()

    def _describe(self) -> None:
        self._head.setAccessibleDescription("\n".join(self._texts))


class HelpPage(Page):
    """Everything about the program itself."""

    tour = Signal()
    """The user wants to see the hints of the first start again."""
    settings = Signal()

    def __init__(self, kit: Kit, desk: Desk, notes: NoteBar, actions: Iterable[QAction]) -> None:
        """Take the kit, the desk, the note bar, and the actions of the window that have keys."""
        super().__init__(kit, desk)
        self._notes = notes
        self._actions = list(actions)
        self._all_sources = False
        self._keys, self._data, self._access = Section(), Section(), Section()
        self._library, self._support, self._about = Section(), Section(), Section()
        self._hints = Button(kit, "plain", "lightbulb")
        self._settings = Button(kit, "plain", "settings")
        self._sources = Button(kit, "plain", "book-open")
        self._copy = Button(kit, "plain", "copy")
        for section, button in (
            (self._keys, self._hints), (self._data, self._settings), (self._library, self._sources),
            (self._support, self._copy),
        ):  # fmt: skip
            section.foot.addWidget(button)
        for section in (self._keys, self._data, self._access, self._library, self._support, self._about):
            self.body.box.addWidget(section)
        self.body.box.addStretch(1)
        self._hints.clicked.connect(self.tour)
        self._settings.clicked.connect(self.settings)
        self._sources.clicked.connect(self._toggle_sources)
        self._copy.clicked.connect(self._copy_details)
        kit.look.changed.connect(self._say_again)
        desk.loaded.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        words = self.kit.words
        self._title(words.tr("Help"), words.tr("Everything here is in the program itself. Nothing is fetched or sent."))
        self._hints.say(words.tr("Show the first hints again"))
        self._settings.say(words.tr("To your data in Settings"))
        self._copy.say(words.tr("Copy the details"))
        self._fill_keys(words)
        self._fill_data(words)
        self._fill_access(words)
        self._fill_library(words)
        self._fill_support(words)
        self._fill_about(words)
        self.arranged.emit()

    def _fill_keys(self, words: Words) -> None:
        self._keys.begin(words.tr("Keys"))
        self._keys.say(words.tr("Everywhere"), "strong")
        for action in self._actions:
            if not action.shortcut().isEmpty():
                self._keys.say_keys([native(action.shortcut())], action.text())
        for place, local in groupby(IN_ONE_PLACE, lambda keys: keys.place):
            self._keys.say(words.marked(place), "strong")
            for keys in local:
                self._keys.say_keys(keys.written(), words.marked(keys.title))

    def _fill_data(self, words: Words) -> None:
        self._data.begin(words.tr("What is stored about me, and where"))
        self._data.say(words.marked(STORED_SHORT))
        self._say_all(self._data, STORED, words)
        paths = self.desk.paths
        where = words.tr("Data: {data}\nBackups: {backups}").format(data=paths.data, backups=paths.backups)
        self._data.say(where, "small")

    def _fill_access(self, words: Words) -> None:
        self._access.begin(words.tr("Accessibility"))
        self._say_all(self._access, ACCESSIBLE, words)
        self._access.say(words.tr("What is known to be missing"), "strong")
        self._say_all(self._access, GAPS, words)

    def _fill_library(self, words: Words) -> None:
        self._library.begin(words.tr("The library"))
        catalog = self.desk.catalog
        self._sources.setVisible(catalog is not None)
        if catalog is None:
            return
        text = words.tr("Library {version}: {reasons} reasons from {sources} sources")
        self._library.say(
            text.format(version=catalog.version, reasons=len(catalog.reasons), sources=len(catalog.sources))
        )
        dates = sorted(source.date for source in catalog.sources.values() if source.date)
        if dates:
            dated = words.trn(
                "{n} of the sources bears a date: {newest}.",
                "{n} of the sources bear a date. The newest date is {newest}.",
                len(dates),
            )
            self._library.say(dated.format(n=len(dates), newest=dates[-1]))
        self._sources.say(words.tr("Hide the sources") if self._all_sources else words.tr("Show all sources"))
        if self._all_sources:
            self._library.say("\n\n".join(_source_lines(catalog, words)), "small")

    def _fill_support(self, words: Words) -> None:
        self._support.begin(words.tr("How to get support"))
        self._say_all(self._support, SUPPORT, words)
        self._support.say(self.details(), "small")

    def _fill_about(self, words: Words) -> None:
        self._about.begin(words.tr("About Order Doctor"))
        self._about.say(words.tr("Version {version}").format(version=__version__))
        self._about.say(words.tr("Order Doctor is not part of AliExpress, DSers or ShopBase."))
        self._about.say(words.tr("Licences of what the program carries"), "strong")
        self._about.say("\n".join(f"{name}: {licence}" for name, licence in SHIPPED), "small")

    @staticmethod
    def _say_all(section: Section, texts: Iterable[Marked], words: Words) -> None:
        for text in texts:
            section.say(words.marked(text))

    def details(self) -> str:
        """What a helper needs to know about program and system; nothing about the user. Not translated: helpers read it."""
        catalog, profile = self.desk.catalog, self.desk.profiles.current
        library = catalog.version if catalog else "-"
        system = f"{platform.system()} {platform.release()}"
        return (
            f"Order Doctor {__version__} · library {library} · Python {platform.python_version()} · Qt {qVersion()} · {system}"
            f" · {self.kit.language.language.tag} · {profile.text_size} % · {profile.theme}"
        )

    def _toggle_sources(self) -> None:
        self._all_sources = not self._all_sources
        self._fill_library(self.kit.words)
        self.arranged.emit()
        announce(self, self._sources.text())

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self.details())
        self._notes.tell(lambda: self.kit.words.tr("Copied"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Called by Qt: the page is for reading, so the keys scroll it wherever the focus is."""
        if event.key() in _SCROLLING:
            self.body.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


def _source_lines(catalog: Catalog, words: Words) -> list[str]:
    """The sources, the dated ones first, the newest on top."""
    order = sorted(catalog.sources.values(), key=lambda source: (source.date, source.id), reverse=True)
    return ["\n".join(filter(None, (source_line(source, words), source.where))) for source in order]
