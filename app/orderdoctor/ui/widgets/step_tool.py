"""The check that helps at a step: its form inside the checklist, filled in with what the case knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from orderdoctor.cases.case import Case
from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog
from orderdoctor.phrasing import capital, certainty
from orderdoctor.ui.kit import Kit, announce
from orderdoctor.ui.widgets.boxes import Card, Flow
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import PlainLabel

if TYPE_CHECKING:
    from orderdoctor.diagnosis.doctor import Ranked
    from orderdoctor.ui.desk import Desk
    from orderdoctor.ui.tools.form import ToolForm


class StepTool(Card):
    """Shows the form of a step's check, made when it is first needed, and what its result means for the case."""

    told = Signal(str, object)
    """A check's id, and what its latest result says of the reasons."""

    reason = Signal(str)
    switch = Signal(str)
    """The user wants to go for this reason instead."""

    arranged = Signal()

    def __init__(self, kit: Kit, desk: Desk) -> None:
        """Take the kit and the desk."""
        super().__init__("soft", margin=16, gap=12)
        self._kit = kit
        self._desk = desk
        self._case = ""
        self._tool = ""
        self._shown = ("", "")
        self._forms: dict[tuple[str, str], ToolForm] = {}
        self._likeliest: Ranked | None = None
        self._name = PlainLabel("strong")
        self._purpose = PlainLabel("muted")
        self._meaning = PlainLabel("strong")
        self._switch = Button(kit, "plain", "arrow-right")
        self._switch.clicked.connect(self._say_switch)
        self.box.addWidget(self._name)
        self.box.addWidget(self._purpose)
        self._end = Flow(8)
        self._end.addWidget(self._switch)
        self.box.addWidget(self._meaning)
        self.box.addLayout(self._end)
        self.hide()

    @property
    def form(self) -> ToolForm | None:
        """The form that is shown, if there is one."""
        return self._forms.get(self._shown)

    def show_step(self, key: str, tool: str, case: Case) -> None:
        """Show the check of a step, or nothing if it has none; what was entered at another step of the case stays."""
        if case.id != self._case:
            self._forget(case.id)
        self._tool = tool
        self.setVisible(bool(tool))
        if not tool:
            self._shown = ("", "")
            return
        from orderdoctor.ui.tools import TOOLS

        words = self._kit.words
        self._name.setText(words.tr("Check: {name}").format(name=words.marked(TOOLS[tool].name)))
        self._purpose.setText(words.marked(TOOLS[tool].purpose))
        if self._shown != (key, tool):
            self._shown = (key, tool)
            self.show_meaning(None, None)
            self._open(case)

    def _open(self, case: Case) -> None:
        """Show the form of the step; make it and fill it in if it is not there yet."""
        if self._shown not in self._forms:
            from orderdoctor.ui.tools import make_form

            form = make_form(self._tool, self._kit, self._desk, primary=False)
            form.fill(self._desk.known_of(case))
            form.told.connect(self._say_told)
            form.reason.connect(self.reason)
            form.arranged.connect(self.arranged)
            self._forms[self._shown] = form
            self.box.insertWidget(2, form)
        for shown, form in self._forms.items():
            form.setVisible(shown == self._shown)

    def show_meaning(self, likeliest: Ranked | None, catalog: Catalog | None, present: str | None = None) -> None:
        """Say which reason is the likeliest with the result; present: the case's reason."""
        self._likeliest = likeliest
        self._meaning.setVisible(likeliest is not None)
        self._switch.setVisible(likeliest is not None and likeliest.reason != present)
        if likeliest is None or catalog is None:
            return
        words = self._kit.words
        title = plain(words.of(catalog.reasons[likeliest.reason].title), catalog.labels, words)
        self._meaning.setText(
            words.tr("With this result, the likeliest reason is: {title}. {certainty}.").format(
                title=title, certainty=capital(certainty(likeliest.probability, words))
            )
        )
        self._switch.say(words.tr("Go for this reason instead"))
        announce(self, self._meaning.text())

    def _forget(self, case: str) -> None:
        """Let everything go that was entered for another case."""
        self._case = case
        for form in self._forms.values():
            self.box.removeWidget(form)
            form.hide()
            form.setParent(None)
            form.deleteLater()
        self._forms.clear()
        self._shown = ("", "")

    def _say_told(self, speaks: Mapping[str, float]) -> None:
        self.told.emit(self._tool, speaks)

    def _say_switch(self) -> None:
        if self._likeliest is not None:
            self.switch.emit(self._likeliest.reason)
