"""The window: a rail of pages, the language and the profile at the top right, a note at the foot. Everything is wired here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from orderdoctor.i18n import LANGUAGES, Language
from orderdoctor.ui.asking import Asking
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.dropping import Dropping
from orderdoctor.ui.finding import Finding
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.news import NewsCard
from orderdoctor.ui.pages.base import Page
from orderdoctor.ui.pages.diagnose import DiagnosePage
from orderdoctor.ui.rail import Rail
from orderdoctor.ui.shortcuts import bind, name_all
from orderdoctor.ui.top import TopLine
from orderdoctor.ui.widgets.boxes import column
from orderdoctor.ui.widgets.focus import order_tabs
from orderdoctor.ui.widgets.notes import NoteBar

if TYPE_CHECKING:
    from orderdoctor.ui.palette import Palette
    from orderdoctor.ui.reminder import Reminder

SMALL = 900
"""Below this width, in pixels at 100 % text size, the rail shows icons only."""

NARROW = 460
"""Below this width the profile is an icon only."""


class Window(QWidget):
    """The one window of the program."""

    painted = Signal()
    """The first paint is done: what is slow may begin."""

    def __init__(self, kit: Kit, desk: Desk, system_locale: str) -> None:
        """Take the kit, the desk, and the locale name of the system for profiles without a language."""
        super().__init__()
        self.kit = kit
        self.desk = desk
        self._system_locale = system_locale
        self._painted = False
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rail = Rail(kit)
        self.top = TopLine(kit, desk)
        self._palette: Palette | None = None
        self.news = NewsCard(kit, desk)
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self.notes = NoteBar(kit)
        self.asking = Asking(self)
        self.reminder: Reminder | None = None
        self.diagnose = DiagnosePage(kit, desk)
        self._dropping = Dropping(kit, desk, self, self.diagnose.box, self.notes)
        self.stack.addWidget(self.diagnose)
        self._made: dict[str, Page] = {"diagnose": self.diagnose}
        self._tabs = QTimer(self)
        self._tabs.setSingleShot(True)
        self._tabs.setInterval(0)
        self._tabs.timeout.connect(self._order_tabs)
        self.diagnose.arranged.connect(self._tabs.start)
        self._lay_out()
        self._connect()
        self._shortcuts()
        self.retranslate()
        self._restore_geometry()
        self.diagnose.entered()
        self._tabs.start()

    def _lay_out(self) -> None:
        news = column(margins=(32, 0, 24, 8))
        news.addWidget(self.news)
        foot = column(margins=(32, 4, 24, 8))
        foot.addWidget(self.notes)
        main = column(0)
        main.addWidget(self.top)
        main.addLayout(news)
        main.addWidget(self.stack, 1)
        main.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(main, 1)

    def _connect(self) -> None:
        self.rail.go.connect(self.go)
        self.diagnose.start.connect(self.start_fix)
        self.diagnose.more.connect(self.show_result)
        self.diagnose.resume.connect(self.resume)
        self.diagnose.drop.connect(self._drop_case)
        self.diagnose.ask.connect(self.asking.ask)
        self.diagnose.library.connect(self._to_library)
        self.desk.loaded.connect(self._loaded)
        self.desk.cases_changed.connect(self._count)
        self.kit.language.changed.connect(self.retranslate)
        self.top.search.connect(self.search)
        self.top.help.connect(self._to_help)
        self.top.settings.connect(self._to_settings)
        self.top.language_chosen.connect(self.switch_language)
        self.top.profile_chosen.connect(self._switch_profile)
        self._dropping.text.connect(self._dropped)

    def _shortcuts(self) -> None:
        self._actions = bind(
            self,
            {
                "diagnose": self._to_diagnose, "cases": self._to_cases, "library": self._to_library,
                "tools": self._to_tools, "settings": self._to_settings, "help": self._to_help, "palette": self.search,
                "new": self._new, "ask": self.asking.ask, "language": self._next_language, "undo": self._undo, "quit": self.close,
            },
        )  # fmt: skip

    # --- pages

    def page(self, name: str) -> Page:
        """A page of the window; made when it is first needed."""
        if name not in self._made:
            page = self._make(name)
            self._made[name] = page
            self.stack.addWidget(page)
            page.arranged.connect(self._tabs.start)
        return self._made[name]

    def _make(self, name: str) -> Page:
        if name == "result":
            from orderdoctor.ui.pages.result import ResultPage

            result = ResultPage(self.kit, self.desk)
            result.start.connect(self._start_way)
            result.back.connect(self.asking.leave_result)
            result.changed.connect(self.asking.take_over)
            return result
        if name == "ask":
            return self.asking.page()
        if name == "fix":
            from orderdoctor.ui.pages.fix import FixPage

            fix = FixPage(self.kit, self.desk, self.notes)
            fix.closed.connect(self._to_cases)
            fix.deleted.connect(self._delete_case)
            fix.library.connect(self._read_about)
            fix.ask.connect(self.asking.about_case)
            return fix
        if name == "cases":
            from orderdoctor.ui.pages.cases import CasesPage

            cases = CasesPage(self.kit, self.desk, self.notes)
            cases.resume.connect(self.resume)
            cases.new.connect(self._new)
            cases.arranged.connect(self._name_window)
            return cases
        if name == "library":
            from orderdoctor.ui.pages.library import LibraryPage

            library = LibraryPage(self.kit, self.desk)
            library.start.connect(self._start_way)
            library.stuck.connect(self.asking.point)
            return library
        if name == "tools":
            from orderdoctor.ui.pages.tools import ToolsPage

            tools = ToolsPage(self.kit, self.desk)
            tools.reason.connect(self._read_about)
            return tools
        if name == "help":
            return self._make_help()
        from orderdoctor.ui.pages.settings import SettingsPage

        settings = SettingsPage(self.kit, self.desk, self.notes)
        settings.changed.connect(self.apply_profile)
        settings.help.connect(self._to_help)
        return settings

    def _make_help(self) -> Page:
        from orderdoctor.ui.pages.help import HelpPage

        page = HelpPage(self.kit, self.desk, self.notes, self._actions.values())
        page.tour.connect(self._show_tour)
        page.settings.connect(self._to_settings)
        return page

    def go(self, name: str) -> None:
        """Show a page."""
        page = self.page(name)
        if page is not self.stack.currentWidget():
            self.notes.hide()  # what it offers to undo is out of sight on another page
        self.stack.setCurrentWidget(page)
        self.rail.choose({"result": "diagnose", "ask": "diagnose", "fix": "cases"}.get(name, name))
        self._name_window()
        page.entered()
        self._tabs.start()

    def _order_tabs(self) -> None:
        order_tabs(self)

    def _to_diagnose(self) -> None:
        self.go("diagnose")

    def _to_cases(self) -> None:
        self.go("cases")

    def _to_library(self) -> None:
        self.go("library")

    def _to_tools(self) -> None:
        self.go("tools")

    def _read_about(self, reason: str) -> None:
        self.go("library")
        self.page("library").show_reason(reason)  # type: ignore[attr-defined]

    def _to_settings(self) -> None:
        self.go("settings")

    def _to_help(self) -> None:
        self.go("help")

    def _show_tour(self) -> None:
        self.desk.change_profile(tour=1)
        self._new()
        self.desk.profile_changed.emit()

    def _new(self) -> None:
        self.go("diagnose")
        self.diagnose.clear()

    # --- the search over everything, and what is dropped

    def search(self) -> None:
        """Open the command palette."""
        if self._palette is None:
            from orderdoctor.ui.palette import Palette

            self._palette = Palette(self.kit, self.desk, self)
            self._palette.chosen.connect(self._go_to)
        self._palette.open()

    def _go_to(self, kind: str, name: str) -> None:
        """Go to what was found, or do it."""
        if kind == "page":
            self.go(name)
        elif kind == "reason":
            self._read_about(name)
        elif kind == "case":
            self.resume(name)
        elif kind == "tool":
            self.go("tools")
            self.page("tools").show_tool(name)  # type: ignore[attr-defined]
        elif kind == "do":
            self._actions[name].trigger()
        else:
            self.desk.change_profile(**{kind: name})
            self.apply_profile()

    def _dropped(self, text: str) -> None:
        self.go("diagnose")
        self.diagnose.take(text)

    # --- from a finding to a fix

    def show_result(self, finding: Finding, reason: str) -> None:
        """Show a reason of a finding in full."""
        page = self.page("result")
        page.show_finding(finding, reason)  # type: ignore[attr-defined]
        self.go("result")

    def start_fix(self, finding: Finding, reason: str) -> None:
        """Begin a case with the first way out of a reason."""
        catalog = self.desk.catalog
        if catalog:
            way = catalog.reasons[reason].solutions_for(finding.diagnosis.system)[0]
            self._start_way(finding, reason, way.id)

    def _start_way(self, finding: Finding, reason_id: str, solution_id: str) -> None:
        catalog = self.desk.catalog
        if catalog is None:
            return
        reason = catalog.reasons[reason_id]
        solution = next(solution for solution in reason.solutions if solution.id == solution_id)
        case = self.desk.open_case(finding, reason, solution, self.kit.words)
        if case is not None:
            self.asking.end()
            self.page("fix").show_case(case)  # type: ignore[attr-defined]
            self.go("fix")

    def resume(self, case_id: str) -> None:
        """Go on with a case where it stopped."""
        from orderdoctor.cases.errors import UnknownCase
        from orderdoctor.fault_words import fault_text

        try:
            case = self.desk.cases.case(case_id)
        except UnknownCase as fault:
            gone = fault
            self.notes.tell(lambda: fault_text(gone, self.kit.words))
            return
        if self.desk.catalog is None or case.reason not in self.desk.catalog.reasons:
            self.asking.ask(self.desk.resumed(case))
            return
        self.page("fix").show_case(case)  # type: ignore[attr-defined]
        self.go("fix")

    def _delete_case(self, case_id: str) -> None:
        self.go("cases")
        self._drop_case(case_id)

    def _drop_case(self, case_id: str) -> None:
        self.page("cases").delete_case(case_id)  # type: ignore[attr-defined]

    def _undo(self) -> None:
        if self._made.get("fix") is self.stack.currentWidget():
            self.page("fix").undo()  # type: ignore[attr-defined]
        else:
            self.notes.undo()

    # --- language and profile

    def switch_language(self, language: Language) -> None:
        """Speak another language, and remember it in the profile."""
        self.desk.change_profile(language=language.tag)
        self.apply_profile()

    def apply_profile(self) -> None:
        """Use the language, the text size and the colours of the current profile, everywhere, at once."""
        profile = self.desk.profiles.current
        language = profile.spoken(self._system_locale)
        self.kit.look.use(profile.theme, profile.text_size, language)
        self.kit.language.switch(language)
        self.desk.profile_changed.emit()
        self.retranslate()

    def _next_language(self) -> None:
        position = [language.tag for language in LANGUAGES].index(self.kit.language.language.tag)
        self.switch_language(LANGUAGES[(position + 1) % len(LANGUAGES)])

    def _switch_profile(self, profile_id: str) -> None:
        self.desk.switch_profile(profile_id)
        self.apply_profile()

    def retranslate(self) -> None:
        """Say everything that belongs to the window itself in its language."""
        words = self.kit.words
        self.setLocale(self.kit.language.locale)
        self.top.retranslate()
        name_all(self._actions, words)
        self._name_window()
        self.news.tell()

    def _name_window(self) -> None:
        words = self.kit.words
        page = self.stack.currentWidget()
        title = page.heading.text() if isinstance(page, Page) and page is not self.diagnose else ""
        program = words.tr("Order Doctor")
        self.setWindowTitle(words.tr("{page} – {program}").format(page=title, program=program) if title else program)

    # --- what happened

    def _loaded(self) -> None:
        self.news.tell()
        if self.reminder is None:
            from orderdoctor.ui.reminder import Reminder

            self.reminder = Reminder(self.kit, self.desk, self.notes)
            self.reminder.resume.connect(self.resume)
        self.reminder.begin()

    def _count(self) -> None:
        if self.desk.catalog is not None:
            counts = self.desk.cases.counts()
            self.rail.count(counts.open + counts.waiting)

    # --- Qt

    def sizeHint(self) -> QSize:
        """Called by Qt: a comfortable size."""
        return QSize(1180, 780)

    def minimumSizeHint(self) -> QSize:
        """Called by Qt: it can be made narrow; the rail shrinks to icons then."""
        return QSize(380, 420)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt."""
        self.rail.shrink(event.size().width() < self.kit.look.px(SMALL))
        self.top.shrink(event.size().width() < self.kit.look.px(NARROW))
        if self._palette is not None:
            self._palette.place()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Called by Qt: tells when the window was painted for the first time."""
        QPainter(self).end()
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Called by Qt: keep the window's place, save what is open."""
        fix = self._made.get("fix")
        if fix is not None:
            fix.detail.save_note()  # type: ignore[attr-defined]
        if self.reminder is not None:
            self.reminder.stop()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        if self.desk.profiles.current.window != geometry:
            self.desk.change_profile(window=geometry)
        super().closeEvent(event)

    def _restore_geometry(self) -> None:
        stored = self.desk.profiles.current.window
        self.resize(self.sizeHint())
        if stored:
            self.restoreGeometry(QByteArray.fromBase64(stored.encode()))
        screen = QApplication.primaryScreen()
        if screen is not None:
            room = screen.availableSize()
            self.resize(self.size().boundedTo(room))
