"""Tools: the offline checks, each for itself, without a case."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup

from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.pages.base import Page
from orderdoctor.ui.tools import TOOLS, make_form
from orderdoctor.ui.tools.form import ToolForm
from orderdoctor.ui.widgets.boxes import Card, Flow
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import PlainLabel


class ToolsPage(Page):
    """A button for each check, and the form of the chosen one; a form is made when it is first chosen."""

    reason = Signal(str)
    """The user wants to read about a reason."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        """Take the kit and the desk."""
        super().__init__(kit, desk)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._names = dict(enumerate(TOOLS))
        self.buttons: dict[str, Button] = {}
        choices = Flow(8)
        for number, name in self._names.items():
            button = Button(kit, "pill", TOOLS[name].icon)
            button.setCheckable(True)
            self._group.addButton(button, number)
            self.buttons[name] = button
            choices.addWidget(button)
        self._card = Card("plain", margin=20, gap=12)
        self._name = PlainLabel("heading")
        self._purpose = PlainLabel("muted")
        self._card.box.addWidget(self._name)
        self._card.box.addWidget(self._purpose)
        self.forms: dict[str, ToolForm] = {}
        self.body.box.addLayout(choices)
        self.body.box.addWidget(self._card)
        self.body.box.addStretch(1)
        self._chosen = next(iter(TOOLS))
        self._group.idClicked.connect(self._choose_number)
        kit.look.changed.connect(self._say_again)
        self.show_tool(self._chosen)

    def show_tool(self, name: str) -> ToolForm:
        """Show a check; its form, with what was entered before."""
        if name != self._chosen:
            self.body.verticalScrollBar().setValue(0)
        self._chosen = name
        self.buttons[name].setChecked(True)
        if name not in self.forms:
            form = make_form(name, self.kit, self.desk)
            form.reason.connect(self.reason)
            form.arranged.connect(self.arranged)
            self._card.box.addWidget(form)
            self.forms[name] = form
        for other, form in self.forms.items():
            form.setVisible(other == name)
        self.retranslate()
        self.arranged.emit()
        return self.forms[name]

    def entered(self) -> None:
        """The chosen check has the focus."""
        self.buttons[self._chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        words = self.kit.words
        self._title(
            words.tr("Tools"),
            words.tr("Find out what is wrong before you try again. Nothing that you enter is sent or stored."),
        )
        for name, button in self.buttons.items():
            button.say(words.marked(TOOLS[name].name))
        self._name.setText(words.marked(TOOLS[self._chosen].name))
        self._purpose.setText(words.marked(TOOLS[self._chosen].purpose))

    def _choose_number(self, number: int) -> None:
        self.show_tool(self._names[number])
