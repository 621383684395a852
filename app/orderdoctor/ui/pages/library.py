"""Library: every reason by stage, with search, in any language; and the order's way, to see where it is stuck."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QTabBar, QVBoxLayout, QWidget

from orderdoctor.catalog.model import Reason
from orderdoctor.diagnosis.doctor import Diagnosis, Ranked, Verdict
from orderdoctor.i18n import LANGUAGES, Words
from orderdoctor.inquiry import Inquiry
from orderdoctor.ordering import sort_key
from orderdoctor.phrasing import STAGES, stage_name
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.finding import Finding
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.pages.base import Page
from orderdoctor.ui.reason_search import ReasonSearch
from orderdoctor.ui.widgets.boxes import Scrolled, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.fields import refill
from orderdoctor.ui.widgets.reason import ReasonView
from orderdoctor.ui.widgets.rows import Row, RowList
from orderdoctor.ui.widgets.text import PlainLabel
from orderdoctor.ui.widgets.way import WayView

NARROW = 700


class LibraryPage(Page):
    """Shows what is known, for reading."""

    start = Signal(object, str, str)
    """A finding (without a text), a reason's id, a solution's id."""
    stuck = Signal(str)
    """A place on the order's way at which the user points."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        """Take the kit and the desk."""
        super().__init__(kit, desk, scrolled=False)
        self._finds = ReasonSearch(kit.language, desk.fold)
        self._narrow = False
        self._detail_open = False
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.addTab("")
        self._tabs.addTab("")
        self._search = QLineEdit()
        self._search.setClearButtonEnabled(True)
        self._stage = QComboBox()
        self._count = PlainLabel("small")
        self.list = RowList(kit)
        self._title_line = PlainLabel("heading")
        self._id = PlainLabel("small", wrap=False).copyable()
        self._second = QComboBox()
        self._view = ReasonView(kit)
        self._other = ReasonView(kit)
        self._way = WayView(kit)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(100)
        self._timer.timeout.connect(self._fill)
        self._search.textChanged.connect(self._timer.start)
        self._stage.currentIndexChanged.connect(self._fill)
        self._second.currentIndexChanged.connect(self._show_reason)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self._tabs.currentChanged.connect(self._show_tab)
        self._view.start.connect(self._start)
        self._way.reason.connect(self._from_way)
        self._way.stuck.connect(self.stuck)
        self._way.arranged.connect(self.arranged)
        kit.look.changed.connect(self._say_again)
        self.retranslate()

    def _lay_out(self) -> None:
        self.body.box.setSpacing(12)
        self.body.box.setContentsMargins(12, 4, 16, 24)
        self.head.addWidget(self._tabs)
        self._reasons = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._reasons)
        self._columns.setContentsMargins(32, 0, 8, 0)
        self._columns.setSpacing(8)
        left = QVBoxLayout()
        left.setContentsMargins(0, 4, 16, 16)
        left.setSpacing(8)
        left.addWidget(self._search)
        left.addWidget(self._stage)
        left.addWidget(self._count)
        left.addWidget(self.list, 1)
        self._left = QWidget()
        self._left.setLayout(left)
        self._columns.addWidget(self._left, 2)
        self._columns.addWidget(self.body, 3)
        self._to_list = Button(self.kit, "quiet", "arrow-left")
        self._to_list.clicked.connect(self._show_list)
        self.list.clicked.connect(self._open_detail)
        self.list.activated.connect(self._open_detail)
        self.body.box.addLayout(row(self._to_list, None))
        self.body.box.addLayout(row(self._id, None, self._second))
        self.body.box.addWidget(self._title_line)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(16)
        self._sides.addWidget(self._view, 1, Qt.AlignmentFlag.AlignTop)
        self._sides.addWidget(self._other, 1, Qt.AlignmentFlag.AlignTop)
        self.body.box.addLayout(self._sides)
        self.body.box.addStretch(1)
        self._way_scroll = Scrolled()
        self._way_scroll.box.addWidget(self._way)
        self._way_scroll.box.addStretch(1)
        self.column.addWidget(self._reasons, 1)
        self.column.addWidget(self._way_scroll, 1)

    # --- showing

    def entered(self) -> None:
        """The search has the focus."""
        self._fill()
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_reason(self, reason: str) -> None:
        """Show a reason, whatever was searched for."""
        self._tabs.setCurrentIndex(0)
        self._search.clear()
        self._stage.setCurrentIndex(0)
        self._fill()
        self.list.choose(reason)
        self._open_detail()

    def _from_way(self, reason: str) -> None:
        """Show a reason that the way names; the link that had the focus is hidden now."""
        self._tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_reason(reason)
        if self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_way(self) -> None:
        """Show the order's way."""
        self._tabs.setCurrentIndex(1)

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        words = self.kit.words
        self._title(words.tr("Library"))
        self._tabs.setAccessibleName(words.tr("Parts of the library"))
        self._tabs.setTabText(0, words.tr("Reasons"))
        self._tabs.setTabText(1, words.tr("Where is it stuck?"))
        self._to_list.say(words.tr("All reasons"))
        self._search.setPlaceholderText(words.tr("Search reasons, codes, messages"))
        self._search.setAccessibleName(words.tr("Search the library"))
        self.list.setAccessibleName(words.tr("Reasons"))
        self._stage.setAccessibleName(words.tr("Part of the order's way"))
        self._second.setAccessibleName(words.tr("Beside it in another language"))
        refill(
            self._stage, [("", words.tr("Every part"))] + [(key, words.marked(name)) for key, name in STAGES.items()]
        )
        own = self.kit.language.language
        beside = [("", words.tr("In one language"))] + [
            (language.tag, words.tr("Beside it: {language}").format(language=language.name))
            for language in LANGUAGES
            if language != own
        ]
        refill(self._second, beside)
        self._fill()
        self._show_tab()

    def _show_tab(self) -> None:
        way = self._tabs.currentIndex() == 1
        if self._search.hasFocus() or self.list.hasFocus():
            self._tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reasons.setVisible(not way)
        self._way_scroll.setVisible(way)
        if way and self.desk.catalog:
            self._way.show_way(self.desk.catalog)
        self.arranged.emit()

    def _fill(self) -> None:
        catalog = self.desk.catalog
        if catalog is None:
            return
        wanted = self.desk.fold(self._search.text()).split()
        stage = self._stage.currentData() or ""
        words = self.kit.words
        found = [
            reason
            for reason in catalog.reasons.values()
            if (not stage or reason.stage == stage)
            and all(word in self._finds.folded(reason, catalog).everything for word in wanted)
        ]
        order = list(STAGES)
        language = words.language
        found.sort(
            key=lambda reason: (
                order.index(reason.stage) if reason.stage in order else len(order),
                sort_key(words.of(reason.title), language),
            )
        )
        self.list.show_rows([_row(reason, words) for reason in found])
        self._count.setText(words.trn("{n} reason", "{n} reasons", len(found)).format(n=len(found)))
        if not found:
            self._count.setText(words.tr("Nothing found. Try fewer words, or a code."))
        self._show_reason()

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.body.verticalScrollBar().setValue(0)
            self._show_reason()

    def _show_reason(self) -> None:
        catalog = self.desk.catalog
        reason = catalog.reasons.get(self.list.chosen()) if catalog else None
        self._divide()
        if reason is None or catalog is None:
            return
        words = self.kit.words
        self._id.setText(reason.id)
        self._title_line.setText(words.of(reason.title))
        self._view.show_reason(reason, catalog, words, self.desk.system, with_start=True)
        tag = self._second.currentData()
        beside = next((language for language in LANGUAGES if language.tag == tag), None)
        self._other.setVisible(beside is not None)
        self._columns.setStretch(1, 3 if beside is None else 5)
        if beside is not None:
            other = self.kit.language.words_in(beside)
            self._title_line.setText(f"{words.of(reason.title)}\n{other.of(reason.title)}")
            self._other.show_reason(reason, catalog, other, self.desk.system, with_start=False)
        self.arranged.emit()

    def _start(self, reason: str, solution: str) -> None:
        diagnosis = Diagnosis(Verdict.MATCH, (Ranked(reason, 1.0),), 0.0, (), self.desk.system, None, False)
        self.start.emit(Finding(Inquiry("", diagnosis), diagnosis), reason, solution)

    def _open_detail(self) -> None:
        self._detail_open = True
        self._divide()
        if self._narrow:
            self._to_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_list(self) -> None:
        self._detail_open = False
        self._divide()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _divide(self) -> None:
        """List and reason beside each other, or where there is no room for both, one of them."""
        self._left.setVisible(not self._narrow or not self._detail_open)
        self.body.setVisible(bool(self.list.chosen()) and (not self._narrow or self._detail_open))
        self._to_list.setVisible(self._narrow)
        self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt: narrow windows get one column."""
        narrow = event.size().width() < self.kit.look.px(NARROW)
        if self._narrow != narrow:
            self._narrow = narrow
            stacked, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            self._sides.setDirection(stacked if narrow else beside)
            self._divide()
        super().resizeEvent(event)


def _row(reason: Reason, words: Words) -> Row:
    codes = ", ".join(code.code for code in reason.codes[:2])
    line = " · ".join(part for part in (stage_name(reason.stage, words), codes) if part)
    return Row(reason.id, words.of(reason.title), line)
