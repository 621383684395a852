"""The window: a rail of pages, the language and the profile at the top right, a note at the foot. Everything is wired here."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from orderdoctor.i18n import LANGUAGES, Language, language_for
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.finding import Finding
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.pages.base import Page
from orderdoctor.ui.pages.diagnose import DiagnosePage
from orderdoctor.ui.rail import Rail
from orderdoctor.ui.widgets.boxes import Card, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.focus import order_tabs
from orderdoctor.ui.widgets.notes import NoteBar
from orderdoctor.ui.widgets.text import PlainLabel

SMALL = 900
"""Below this width, in pixels at 100 % text size, the rail shows icons only."""


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
        self._language = Button(kit, "pill", "globe")
        self._profile = Button(kit, "pill", "user")
        self._language_menu = QMenu(self)
        self._profile_menu = QMenu(self)
        self._language.setMenu(self._language_menu)
        self._profile.setMenu(self._profile_menu)
        self._news = Card("warning", margin=12, gap=4)
        self._news_text = PlainLabel("warning")
        self._news_close = Button(kit, "icon", "x")
        self._news.box.addLayout(row(self._news_text, self._news_close))
        self._news.hide()
        self._failed: Exception | None = None
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self.notes = NoteBar(kit)
        self.diagnose = DiagnosePage(kit, desk)
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
        top = row(None, self._language, self._profile, gap=10)
        top.setContentsMargins(32, 12, 24, 4)
        news = QVBoxLayout()
        news.setContentsMargins(32, 0, 24, 8)
        news.addWidget(self._news)
        foot = QVBoxLayout()
        foot.setContentsMargins(32, 0, 24, 12)
        foot.addWidget(self.notes)
        main = QVBoxLayout()
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(0)
        main.addLayout(top)
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
        self.diagnose.library.connect(self._to_library)
        self.desk.loaded.connect(self._loaded)
        self.desk.cases_changed.connect(self._count)
        self.desk.save_failed.connect(self._save_failed)
        self.kit.language.changed.connect(self.retranslate)
        self._language_menu.aboutToShow.connect(self._fill_languages)
        self._profile_menu.aboutToShow.connect(self._fill_profiles)
        self._news_close.clicked.connect(self._news.hide)

    def _shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+1", self._to_diagnose), ("Ctrl+2", self._to_cases), ("Ctrl+3", self._to_library),
            ("Ctrl+4", self._to_tools), ("Ctrl+,", self._to_settings), ("Ctrl+L", self._next_language), ("Ctrl+N", self._new),
        ):  # fmt: skip
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(act)
            self.addAction(action)
        undo = QAction(self)
        undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        undo.triggered.connect(self._undo)
        self.addAction(undo)
        leave = QAction(self)
        leave.setShortcut(QKeySequence(QKeySequence.StandardKey.Quit))
        leave.triggered.connect(self.close)
        self.addAction(leave)

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
            result.back.connect(self._to_diagnose)
            return result
        if name == "fix":
            from orderdoctor.ui.pages.fix import FixPage

            fix = FixPage(self.kit, self.desk, self.notes)
            fix.closed.connect(self._to_cases)
            fix.deleted.connect(self._delete_case)
            fix.library.connect(self._read_about)
            return fix
        if name == "cases":
            from orderdoctor.ui.pages.cases import CasesPage

            cases = CasesPage(self.kit, self.desk, self.notes)
            cases.resume.connect(self.resume)
            cases.new.connect(self._new)
            return cases
        if name == "library":
            from orderdoctor.ui.pages.library import LibraryPage

            library = LibraryPage(self.kit, self.desk)
            library.start.connect(self._start_way)
            return library
        if name == "tools":
            from orderdoctor.ui.pages.tools import ToolsPage

            tools = ToolsPage(self.kit, self.desk)
            tools.reason.connect(self._read_about)
            return tools
        from orderdoctor.ui.pages.settings import SettingsPage

        settings = SettingsPage(self.kit, self.desk, self.notes)
        settings.changed.connect(self.apply_profile)
        return settings

    def go(self, name: str) -> None:
        """Show a page."""
        page = self.page(name)
        if page is not self.stack.currentWidget():
            self.notes.hide()  # what it offers to undo is out of sight on another page
        self.stack.setCurrentWidget(page)
        self.rail.choose({"result": "diagnose", "fix": "cases"}.get(name, name))
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

    def _new(self) -> None:
        self.go("diagnose")
        self.diagnose.clear()

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
        self.page("fix").show_case(case)  # type: ignore[attr-defined]
        self.go("fix")

    def _delete_case(self, case_id: str) -> None:
        self.go("cases")
        self.page("cases").delete_case(case_id)  # type: ignore[attr-defined]

    def _undo(self) -> None:
        if self._made.get("fix") is self.stack.currentWidget():
            self.page("fix").undo()  # type: ignore[attr-defined]
        elif self.notes.isVisible():
            self.notes.act()

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

    def _fill_languages(self) -> None:
        self._language_menu.clear()
        group = QActionGroup(self._language_menu)
        for language in LANGUAGES:
            action = self._language_menu.addAction(language.name)
            action.setCheckable(True)
            action.setChecked(language == self.kit.language.language)
            action.setData(language.tag)
            group.addAction(action)
        group.triggered.connect(self._language_chosen)

    def _language_chosen(self, action: QAction) -> None:
        language = language_for(str(action.data()))
        if language:
            self.switch_language(language)

    def _fill_profiles(self) -> None:
        words = self.kit.words
        self._profile_menu.clear()
        group = QActionGroup(self._profile_menu)
        for profile in self.desk.profiles.profiles:
            action = self._profile_menu.addAction((profile.name or words.tr("(no name yet)")).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(profile.id == self.desk.profiles.current.id)
            action.setData(profile.id)
            group.addAction(action)
        group.triggered.connect(self._profile_chosen)
        self._profile_menu.addSeparator()
        self._profile_menu.addAction(words.tr("Profiles and settings…")).triggered.connect(self._to_settings)

    def _profile_chosen(self, action: QAction) -> None:
        self.desk.switch_profile(str(action.data()))
        self.apply_profile()

    def retranslate(self) -> None:
        """Say everything that belongs to the window itself in its language."""
        words = self.kit.words
        self.setLocale(self.kit.language.locale)
        self._language.setText(self.kit.language.language.name)
        self._language.setAccessibleName(
            words.tr("Language: {language}").format(language=self.kit.language.language.name)
            + " · Ngôn ngữ · 语言 · Language"
        )
        self._language.setToolTip("Language · Ngôn ngữ · 语言 (Ctrl+L)")
        name = self.desk.profiles.current.name or words.tr("Profile")
        self._profile.setText(name.replace("&", "&&"))
        for pill in (self._language, self._profile):
            pill.redraw()
        self._profile.setAccessibleName(words.tr("Profile: {name}").format(name=name))
        self._news_close.say(words.tr("Close this note"))
        self._name_window()
        self._tell_news()

    def _name_window(self) -> None:
        words = self.kit.words
        page = self.stack.currentWidget()
        title = page.heading.text() if isinstance(page, Page) and page is not self.diagnose else ""
        program = words.tr("Order Doctor")
        self.setWindowTitle(words.tr("{page} – {program}").format(page=title, program=program) if title else program)

    # --- what happened

    def _loaded(self) -> None:
        self._tell_news()

    def _tell_news(self) -> None:
        news = self.desk.profiles.news or self._failed or self.desk.languages_missing or self.desk.catalog
        lines = self._news_lines() if news else []
        self._news_text.setText("\n".join(lines))
        self._news.setVisible(bool(lines))

    def _news_lines(self) -> list[str]:
        from orderdoctor.fault_words import case_news_text, fault_text, profile_news_text
        from orderdoctor.phrasing import joined

        words = self.kit.words
        lines = [profile_news_text(news, words) for news in self.desk.profiles.news]
        if self.desk.catalog is not None:
            lines += [case_news_text(news, words) for news in self.desk.cases.news]
            if self.desk.refused is not None:
                lines.append(
                    joined((fault_text(self.desk.refused, words), words.tr("Changes will not be saved.")), words)
                )
        if self.desk.languages_missing:
            lines.append(words.tr("Some texts of this language could not be read. English stands in for them."))
        if self._failed is not None:
            lines.append(fault_text(self._failed, words))
        return lines

    def _save_failed(self, fault: Exception) -> None:
        self._failed = fault
        self._tell_news()
        self._failed = None

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
