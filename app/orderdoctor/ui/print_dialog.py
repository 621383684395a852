"""Print or save as PDF: choose the language and the paper, read what will stand there, then print or save."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QSize, QStandardPaths
from PySide6.QtWidgets import QButtonGroup, QDialog, QFileDialog, QTextEdit, QVBoxLayout, QWidget

from orderdoctor.cases.case import Case
from orderdoctor.fault_words import fault_text
from orderdoctor.i18n import ENGLISH, LANGUAGES, Language
from orderdoctor.profiles.errors import SaveFailed
from orderdoctor.profiles.saving import write_whole
from orderdoctor.sheet import Sheet, sheet_of
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.language import LOCALES
from orderdoctor.ui.printing import PAPERS, checklist, page_layout, pdf, print_sheet
from orderdoctor.ui.widgets.boxes import Flow, column, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.notes import NoteBar
from orderdoctor.ui.widgets.text import PlainLabel


class PrintDialog(QDialog):
    """Shows exactly what is printed or saved."""

    def __init__(self, kit: Kit, desk: Desk, notes: NoteBar, case: Case, parent: QWidget) -> None:
        """Take the kit, the desk, the note bar, the case, and the window."""
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._notes = notes
        self._case = case
        self._languages = QButtonGroup(self)
        self._papers = QButtonGroup(self)
        own = kit.language.language
        self._language_line = self._pills(self._languages, [language.name for language in LANGUAGES])
        self._languages.button(LANGUAGES.index(own if own in LANGUAGES else ENGLISH)).setChecked(True)
        self._paper_line = self._pills(self._papers, list(PAPERS))
        self._papers.button(list(PAPERS).index(usual_paper())).setChecked(True)
        self._language_name = PlainLabel("overline")
        self._paper_name = PlainLabel("overline")
        self._lead = PlainLabel("muted")
        self.preview = QTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self._document = self.preview.document()
        self.save_button = Button(kit, "primary", "download")
        self.print_button = Button(kit, "plain", "printer")
        self.close_button = Button(kit, "plain")
        self._lay_out()
        self.resize(self.sizeHint())
        self._languages.idClicked.connect(self._show)
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self._print)
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        kit.language.changed.connect(self.retranslate)
        self.retranslate()
        self._languages.button(self._languages.checkedId()).setFocus()

    def _pills(self, group: QButtonGroup, names: list[str]) -> Flow:
        line = Flow(8)
        for number, name in enumerate(names):
            button = Button(self._kit, "pill")
            button.setCheckable(True)
            button.say(name)
            group.addButton(button, number)
            line.addWidget(button)
        return line

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(8)
        choices = row(gap=20)
        lines = ((self._language_name, self._language_line, 3), (self._paper_name, self._paper_line, 2))
        for name, line, share in lines:
            side = column(4)
            side.addWidget(name)
            side.addLayout(line)
            choices.addLayout(side, share)
        box.addLayout(choices)
        box.addWidget(self._lead)
        box.addWidget(self.preview, 1)
        buttons = Flow(8)
        for button in (self.save_button, self.print_button, self.close_button):
            buttons.addWidget(button)
        box.addLayout(buttons)

    def sizeHint(self) -> QSize:
        """Called by Qt: as much of a page as the window has room for."""
        wanted = QSize(self._kit.look.px(640), self._kit.look.px(680))
        parent = self.parentWidget()
        return wanted.boundedTo(parent.size() - QSize(40, 40)) if parent else wanted

    def retranslate(self) -> None:
        """Say everything in the language of the window; the checklist stays in its own."""
        words = self._kit.words
        self.setWindowTitle(words.tr("Print or save as PDF"))
        self._language_name.setText(words.tr("Language of the checklist"))
        self._paper_name.setText(words.tr("Paper"))
        self._lead.setText(
            words.tr("Order numbers, names behind labels and mail addresses are hidden. Read it before you send it.")
        )
        self.preview.setAccessibleName(words.tr("What will be printed"))
        self.save_button.say(words.tr("Save as PDF…"))
        self.print_button.say(words.tr("Print…"))
        self.close_button.say(words.tr("Close"))
        self._show()

    # --- what is printed

    @property
    def language(self) -> Language:
        """The language of the checklist."""
        return LANGUAGES[self._languages.checkedId()]

    @property
    def paper(self) -> str:
        """The paper, one of PAPERS."""
        return list(PAPERS)[self._papers.checkedId()]

    def sheet(self) -> Sheet:
        """The checklist in the language that is chosen."""
        catalog = self._desk.catalog
        assert catalog is not None  # noqa: S101 - the page opens this for a case of the catalog only
        own = self._kit.words
        words = own if own.language == self.language else self._kit.language.words_in(self.language)
        day = self._desk.now().astimezone().date()
        locale = LOCALES[self.language.tag]
        pattern = re.sub("y+", "yyyy", locale.dateFormat(QLocale.FormatType.ShortFormat))
        today = locale.toString(QDate(day.year, day.month, day.day), pattern)
        return sheet_of(self._case, catalog, words, today)

    def _show(self) -> None:
        document = checklist(self.sheet(), self.language, self._kit.look.color("text"), zoom=self._kit.look.percent / 100)
        self.preview.setDocument(document)
        self._document = document  # the view does not keep it

    # --- where to

    def _save(self) -> None:
        words = self._kit.words
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())
        name, _kind = QFileDialog.getSaveFileName(
            self, words.tr("Save as PDF"), str(Path(folder) / f"order-doctor-{self._case.number}-{self.language.code}.pdf"),
            words.tr("PDF (*.pdf)"),
        )  # fmt: skip
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Save the checklist; the file is there whole or not at all. A note tells how it went."""
        try:
            write_whole(path, pdf(self.sheet(), self.language, self.paper))
        except SaveFailed as fault:
            failed = fault
            self._notes.tell(lambda: fault_text(failed, self._kit.words))
        else:
            self._notes.tell(lambda: self._kit.words.tr("Saved: {path}").format(path=path))
        self.accept()

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # large, and needed by those who print only

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.sheet().title)
        printer.setPageLayout(page_layout(self.paper))
        dialog = QPrintDialog(printer, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if print_sheet(self.sheet(), self.language, printer):
            self._notes.tell(lambda: self._kit.words.tr("Sent to the printer"))
        else:
            self._notes.tell(lambda: self._kit.words.tr("The printer did not take it. Save it as PDF, and print that."))
        self.accept()


def usual_paper() -> str:
    """The paper that is common where the computer stands."""
    us = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return "Letter" if us else "A4"
