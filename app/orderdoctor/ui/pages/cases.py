"""Cases: every diagnosis that was begun, what is due first on top; search, resume, export, delete with undo."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QLineEdit, QTabBar, QVBoxLayout

from orderdoctor.cases.errors import TargetExists
from orderdoctor.cases.export import Form, export_cases
from orderdoctor.cases.summary import CaseSummary
from orderdoctor.errors import WorldFault
from orderdoctor.fault_words import fault_text
from orderdoctor.masking import masked
from orderdoctor.phrasing import CASE_STATES, capital, one_line
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.pages.base import Page
from orderdoctor.ui.telling import questions_name
from orderdoctor.ui.widgets.boxes import Card, Flow, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.notes import NoteBar
from orderdoctor.ui.widgets.rows import Row, RowList
from orderdoctor.ui.widgets.text import PlainLabel

if TYPE_CHECKING:
    from orderdoctor.ui.widgets.met import MetView

FILTERS: tuple[tuple[str, ...] | None, ...] = (None, ("open",), ("waiting",), ("solved",), ("handed-over",))
MOST = 2000
"""Rows that the list shows at most; a search finds the others."""

_TONES = {"open": "accent", "waiting": "warning", "solved": "good", "handed-over": "quiet"}


class CasesPage(Page):
    """Lists the cases."""

    resume = Signal(str)
    new = Signal()

    def __init__(self, kit: Kit, desk: Desk, notes: NoteBar) -> None:
        """Take the kit, the desk and the note bar that offers Undo."""
        super().__init__(kit, desk, scrolled=False)
        self._notes = notes
        self._search = QLineEdit()
        self._search.setClearButtonEnabled(True)
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        for _ in FILTERS:
            self._tabs.addTab("")
        self.list = RowList(kit)
        self.met: MetView | None = None
        self.is_counting = False
        """Whether the page shows what the cases come to, not the cases."""
        self._count = Button(kit, "plain")
        self._open = Button(kit, "primary", "arrow-right", end_icon=True)
        self._export = Button(kit, "plain", "download")
        self._delete = Button(kit, "plain", "trash")
        self._empty = Card("plain", margin=24, gap=12)
        self._empty_text = PlainLabel("body")
        self._new = Button(kit, "primary", "activity")
        self._empty.box.addWidget(self._empty_text)
        self._empty.box.addLayout(row(self._new, None))
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(120)
        self._timer.timeout.connect(self.refresh)
        self._search.textChanged.connect(self._timer.start)
        self._tabs.currentChanged.connect(self.refresh)
        self._open.clicked.connect(self._resume)
        self.list.activated.connect(self._resume)
        self._export.clicked.connect(self._export_all)
        self._delete.clicked.connect(self._delete_chosen)
        self._new.clicked.connect(self.new)
        self._count.clicked.connect(self._change_over)
        action = QAction(self.list)
        action.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self._delete_chosen)
        self.list.addAction(action)
        desk.cases_changed.connect(self.refresh)
        desk.loaded.connect(self._loaded)
        self.retranslate()

    def _lay_out(self) -> None:
        box = QVBoxLayout()
        box.setContentsMargins(32, 4, 24, 20)
        box.setSpacing(12)
        self._box = box
        self.head.insertLayout(0, row(self.heading, None, self._count))
        box.addWidget(self._search)
        box.addWidget(self._tabs)
        box.addWidget(self.list, 1)
        box.addWidget(self._empty)
        buttons = Flow(8)
        for button in (self._open, self._export, self._delete):
            buttons.addWidget(button)
        box.addLayout(buttons)
        box.addStretch()
        self.column.addLayout(box, 1)

    def entered(self) -> None:
        """The list has the focus, or the button that begins a case if there is none."""
        self.refresh()
        if self.is_counting:
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        target = self.list if self.list.rows else self._new
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _loaded(self) -> None:
        """The cases are there: whoever came here before gets the list, and the focus in it."""
        if self.isVisible():
            self.entered()

    def refresh(self) -> None:
        """Read the cases again."""
        if self.desk.catalog is None:
            return
        self._show_met()
        if self.is_counting:
            return
        states = FILTERS[self._tabs.currentIndex()]
        found = self.desk.search_cases(states, self._search.text(), MOST)
        self.list.show_rows([self._row(summary) for summary in found])
        self.list.setVisible(bool(found))
        for button in (self._open, self._delete):
            button.setVisible(bool(found))
        self._empty.setVisible(not found)
        words = self.kit.words
        counts = self.desk.cases.counts()
        anything = counts.open + counts.waiting + counts.solved + counts.handed_over
        self._export.setVisible(bool(anything))
        if anything:
            self._empty_text.setText(words.tr("No case here. Look under another heading, or search for less."))
        else:
            self._empty_text.setText(words.tr("No cases yet. A case begins when you start fixing a reason."))

    # --- what was met

    def count_cases(self, counting: bool = True) -> None:
        """Show what the cases come to, or the cases again."""
        if counting:
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)  # the list, which may have it, is hidden in a moment
        self.is_counting = counting
        self.retranslate()
        self.arranged.emit()

    def _change_over(self) -> None:
        self.count_cases(not self.is_counting)

    def _show_met(self) -> None:
        self._search.setVisible(not self.is_counting)
        self._tabs.setVisible(not self.is_counting)
        if self.is_counting:
            for widget in (self.list, self._open, self._export, self._delete, self._empty):
                widget.hide()
            self._made_met().refresh()
        if self.met is not None:
            self.met.setVisible(self.is_counting)

    def _made_met(self) -> MetView:
        if self.met is None:
            from orderdoctor.ui.widgets.met import MetView

            self.met = MetView(self.kit, self.desk)
            self.met.hide()
            self.met.new.connect(self.new)
            self._box.insertWidget(0, self.met, 1)
        return self.met

    # --- the cases

    def _row(self, summary: CaseSummary) -> Row:
        words = self.kit.words
        catalog = self.desk.catalog
        title = summary.own_title
        if not title and catalog and summary.reason is not None and summary.reason in catalog.reasons:
            title = words.of(catalog.reasons[summary.reason].title)
        title = title or summary.title or one_line(summary.excerpt, 80)
        if not title:
            answers = self.desk.answers_in(summary)
            title = questions_name(answers, catalog, words) if catalog else words.tr("Questions")
        if summary.reason is None:
            line = words.tr("Case {number} · questions, no reason yet · changed {when} · {text}")
        else:
            line = words.tr("Case {number} · {done} of {total} steps done · changed {when} · {text}")
        line = line.format(
            number=summary.number, done=summary.steps_done, total=summary.steps_total,
            when=self._when(summary.changed_at), text=one_line(summary.excerpt, 140),
        ).removesuffix(" · ")  # fmt: skip
        state = words.marked(CASE_STATES[summary.state])
        tone = _TONES[summary.state]
        if summary.is_due(self.desk.now()):
            state, tone = words.tr("due now"), "wrong"
        elif summary.waiting_until is not None and summary.state == "waiting":
            state = words.tr("waiting until {when}").format(when=self._when(summary.waiting_until))
        return Row(summary.id, title, line, state, tone)

    def _when(self, moment: datetime) -> str:
        local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
        return self.kit.language.locale.toString(local, QLocale.FormatType.ShortFormat)

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        words = self.kit.words
        self._title(words.tr("What you met") if self.is_counting else words.tr("Cases"))
        self._count.use_icon("list-checks" if self.is_counting else "chart-column")
        self._count.say(words.tr("All cases") if self.is_counting else words.tr("What you met"))
        self._search.setPlaceholderText(words.tr("Search cases: order, customer, words of the message"))
        self._search.setAccessibleName(words.tr("Search cases"))
        self.list.setAccessibleName(words.tr("Cases"))
        self._tabs.setAccessibleName(words.tr("Which cases are shown"))
        names = [words.tr("All")] + [
            words.marked(CASE_STATES[state]) for state in ("open", "waiting", "solved", "handed-over")
        ]
        for position, name in enumerate(names):
            self._tabs.setTabText(position, capital(name))
        self._open.say(words.tr("Go on"))
        self._export.say(words.tr("Export all cases…"))
        self._delete.say(words.tr("Delete"))
        self._new.say(words.tr("Diagnose an order"))
        self.refresh()

    def _resume(self) -> None:
        if self.list.chosen():
            self.resume.emit(self.list.chosen())

    def _delete_chosen(self) -> None:
        if self.list.chosen():
            self.delete_case(self.list.chosen())

    def delete_case(self, case_id: str) -> None:
        """Delete a case and offer to take that back."""
        deletion = self.desk.delete((case_id,))
        if deletion is None:
            return

        def say() -> str:
            return self.kit.words.tr("Case deleted")

        def undo() -> str:
            return self.kit.words.tr("Undo")

        self._notes.tell(say, undo, lambda: self.desk.undelete(deletion))

    def _export_all(self) -> None:
        words = self.kit.words
        name, _kind = QFileDialog.getSaveFileName(
            self, words.tr("Export all cases"), str(Path.home() / "order-doctor-cases.csv"),
            ";;".join([words.tr("Table (*.csv)"), words.tr("Text (*.txt)"), words.tr("Data (*.json)")]),
        )  # fmt: skip
        if not name:
            return
        forms: dict[str, Form] = {".json": "json", ".txt": "text"}
        form = forms.get(Path(name).suffix.lower(), "csv")
        store = self.desk.cases
        cases = [store.case(summary.id) for summary in store.cases(limit=1_000_000)]
        try:
            export_cases(
                cases,
                Path(name),
                form,
                overwrite=True,
                language=self.kit.language.language.tag,
                mask=masked,
            )
        except (WorldFault, TargetExists) as fault:
            self._notes.tell(lambda fault=fault: fault_text(fault, self.kit.words))  # type: ignore[misc]
            return
        self._notes.tell(
            lambda: self.kit.words.trn(
                "{n} case exported. Long numbers, e-mails, page addresses and what follows labels such as “Name:” are hidden in it.",
                "{n} cases exported. Long numbers, e-mails, page addresses and what follows labels such as “Name:” are hidden in them.",
                len(cases),
            ).format(n=len(cases))
        )
