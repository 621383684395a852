"""Handing over: a text with everything that is known, masked, ready to copy, in the languages of those who get it."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit

from orderdoctor.cases.case import Case
from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.doctor import Diagnosis
from orderdoctor.handover import handover_text
from orderdoctor.i18n import CHINESE, ENGLISH, LANGUAGES, Language
from orderdoctor.ui.kit import Kit, announce
from orderdoctor.ui.widgets.boxes import Card, Flow
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import PlainLabel


class HandoverCard(Card):
    """Shows the text exactly as it is copied."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__("soft", margin=16, gap=10)
        self._kit = kit
        self._shown: tuple[Case, Diagnosis | None, Catalog] | None = None
        self._chosen: Language | None = None
        self._head = PlainLabel("strong")
        self._lead = PlainLabel("muted")
        self._languages = QButtonGroup(self)
        choices = Flow(8)
        self.copy_button = Button(kit, "primary", "copy")
        for number, language in enumerate(LANGUAGES):
            button = Button(kit, "pill")
            button.setCheckable(True)
            button.say(language.name)
            self._languages.addButton(button, number)
            choices.addWidget(button)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("field", True)
        self.text.setTabChangesFocus(True)
        choices.addWidget(self.copy_button)
        self.box.addWidget(self._head)
        self.box.addWidget(self._lead)
        self.box.addLayout(choices)
        self.box.addWidget(self.text)
        self._languages.idClicked.connect(self._choose)
        self.copy_button.clicked.connect(self._copy)
        self.hide()

    def show_case(self, case: Case, diagnosis: Diagnosis | None, catalog: Catalog) -> None:
        """Show the text of a case: in the user's language, or in the one that they chose for it."""
        if self._shown is None or self._shown[0].id != case.id:
            self._chosen = None
        self._shown = (case, diagnosis, catalog)
        words = self._kit.words
        own = words.language
        self._head.setText(words.tr("A text for whoever helps you"))
        self._lead.setText(
            words.tr("Long numbers, e-mail addresses and names behind labels are hidden. Read it before you send it.")
        )
        self.text.setAccessibleName(words.tr("The text to send"))
        self.text.setFixedHeight(self._kit.look.px(200))
        for number, language in enumerate(LANGUAGES):
            self._languages.button(number).setVisible(language in (own, ENGLISH, CHINESE))
        self._show_text()

    def _show_text(self) -> None:
        if self._shown is None:
            return
        own = self._kit.words.language
        language = self._chosen or (own if own in LANGUAGES else ENGLISH)
        self._languages.button(LANGUAGES.index(language)).setChecked(True)
        words = self._kit.words if language == own or own not in LANGUAGES else self._kit.language.words_in(language)
        case, diagnosis, catalog = self._shown
        self.text.setPlainText(handover_text(case, diagnosis, catalog, words))
        self.copy_button.say(self._kit.words.tr("Copy the text"))

    def _choose(self, number: int) -> None:
        self._chosen = LANGUAGES[number]
        self._show_text()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        copied = self._kit.words.tr("Copied")
        self.copy_button.say(copied)
        announce(self, copied)
