"""The ways between the pages on which questions are asked, and what they hand each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from orderdoctor.ui.finding import Finding

if TYPE_CHECKING:
    from orderdoctor.ui.pages.ask import AskPage
    from orderdoctor.ui.pages.result import ResultPage
    from orderdoctor.ui.window import Window


class Asking(QObject):
    """Leads to the questions and back; an answer on one page is known on the others that show the same trouble."""

    def __init__(self, window: Window) -> None:
        """Take the window whose pages these are."""
        super().__init__(window)
        self._window = window
        self._asks: AskPage | None = None

    def page(self) -> AskPage:
        """The page of questions, wired."""
        from orderdoctor.ui.pages.ask import AskPage

        window = self._window
        self._asks = AskPage(window.kit, window.desk, window.notes)
        self._asks.found.connect(self._show_found)
        self._asks.more.connect(self._show_found)
        self._asks.changed.connect(self.take_over)
        self._asks.message.connect(self._to_message)
        self._asks.way.connect(self._to_way)
        self._asks.library.connect(self._to_library)
        return self._asks

    def ask(self, finding: Finding | None = None) -> None:
        """Go to the questions: about a finding, else about what is being asked or diagnosed, else about nothing yet."""
        window = self._window
        if not isinstance(finding, Finding):  # a button or a shortcut asks for it
            if self._asks is not None and self._asks is window.stack.currentWidget():
                return
            finding = self._at_hand() or window.desk.begin_inquiry()
        if finding is not None:
            page = cast("AskPage", window.page("ask"))
            page.let_go()
            window.go("ask")
            page.show_finding(finding)

    def _at_hand(self) -> Finding | None:
        """What the page that is seen is about, else what is being asked, else what is diagnosed."""
        window = self._window
        shown = window.stack.currentWidget()
        case = getattr(shown, "case", None)
        if case is not None:
            return window.desk.resumed(case)
        asked = None if self._asks is None or shown is window.diagnose else self._asks.finding
        return asked or window.diagnose.finding

    def about_case(self, case_id: str) -> None:
        """Answer questions about a case before the next fix."""
        desk = self._window.desk
        self.ask(desk.resumed(desk.cases.case(case_id)))

    def point(self, place: str) -> None:
        """The user says where the order is stuck: evidence for what is being asked, or the beginning of it."""
        from orderdoctor.diagnosis.pointing import WAY

        desk = self._window.desk
        finding = (self._asks.finding if self._asks else None) or desk.begin_inquiry()
        if finding is not None:
            after = desk.answer(desk.still_kept(finding), WAY, place)
            self.ask(desk.keep(after, self._window.kit.words))

    def end(self) -> None:
        """A fix was begun: the next questions are about something else."""
        if self._asks is not None:
            self._asks.let_go()

    def _show_found(self, finding: Finding, reason: str) -> None:
        cast("ResultPage", self._window.page("result")).show_finding(finding, reason, from_questions=True)
        self._window.go("result")

    def leave_result(self) -> None:
        """Go back to where the result came from, with what was answered meanwhile."""
        result = cast("ResultPage", self._window.page("result"))
        if result.from_questions and result.finding is not None and self._asks is not None:
            self._asks.return_to(result.finding)
            self._window.go("ask")
        else:
            self._window.go("diagnose")

    def take_over(self, finding: Finding) -> None:
        """An answer was given on another page: those that show the same trouble know it too."""
        window = self._window
        shown = window.stack.currentWidget()
        if self._asks is not None and getattr(shown, "from_questions", False):
            self._asks.return_to(finding)
        if finding.text.strip() and window.diagnose.box.toPlainText() == finding.text:
            window.diagnose.adopt(finding)

    def _to_message(self, finding: Finding) -> None:
        self._window.diagnose.adopt(finding)
        self._window.go("diagnose")

    def _to_way(self) -> None:
        self._window.go("library")
        self._window.page("library").show_way()  # type: ignore[attr-defined]

    def _to_library(self) -> None:
        self._window.go("library")
