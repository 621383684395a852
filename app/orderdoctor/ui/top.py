"""The line above every page, the same everywhere: the search, the help, the language, the profile."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from orderdoctor.i18n import LANGUAGES, language_for
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.shortcuts import HELP, LANGUAGE, PALETTE, keys_of, native
from orderdoctor.ui.widgets.buttons import Button


class TopLine(QWidget):
    """Buttons with menus that are filled when they open."""

    search = Signal()
    help = Signal()
    settings = Signal()
    language_chosen = Signal(object)
    """A Language."""
    profile_chosen = Signal(str)

    def __init__(self, kit: Kit, desk: Desk) -> None:
        """Take the kit and the desk."""
        super().__init__()
        self._kit = kit
        self._desk = desk
        self._small = False
        self.search_button = Button(kit, "icon", "search")
        self.help_button = Button(kit, "icon", "circle-question-mark")
        self.language = Button(kit, "pill", "globe")
        self.profile = Button(kit, "pill", "user")
        self.languages = QMenu(self)
        self._profiles = QMenu(self)
        self.language.setMenu(self.languages)
        self.profile.setMenu(self._profiles)
        box = QHBoxLayout(self)
        box.setContentsMargins(32, 12, 24, 4)
        box.setSpacing(10)
        box.addStretch(1)
        for button in (self.search_button, self.help_button, self.language, self.profile):
            box.addWidget(button)
        self.search_button.clicked.connect(self.search)
        self.help_button.clicked.connect(self.help)
        self.languages.aboutToShow.connect(self._fill_languages)
        self._profiles.aboutToShow.connect(self._fill_profiles)

    def shrink(self, small: bool) -> None:
        """Show the profile's name, or where there is no room for it, its icon only."""
        if small != self._small:
            self._small = small
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of the window; the picker speaks all languages at once."""
        words = self._kit.words
        language = self._kit.language.language
        self.search_button.say(words.marked(PALETTE.title), PALETTE.sequence())
        self.help_button.say(words.marked(HELP.title), HELP.sequence())
        self.language.setText(language.name)
        self.language.setAccessibleName(
            words.tr("Language: {language}").format(language=language.name) + " · Ngôn ngữ · 语言 · Language"
        )
        self.language.setToolTip(f"Language · Ngôn ngữ · 语言 ({native(LANGUAGE.keys)})")
        name = self._desk.profiles.current.name or words.tr("Profile")
        self.profile.setText("" if self._small else name.replace("&", "&&"))
        self.profile.setToolTip(name if self._small else "")
        self.profile.setAccessibleName(words.tr("Profile: {name}").format(name=name))
        for pill in (self.language, self.profile):
            pill.redraw()

    def _fill_languages(self) -> None:
        self.languages.clear()
        group = QActionGroup(self.languages)
        for language in LANGUAGES:
            action = self.languages.addAction(language.name)
            action.setCheckable(True)
            action.setChecked(language == self._kit.language.language)
            action.setData(language.tag)
            group.addAction(action)
        group.triggered.connect(self._choose_language)

    def _choose_language(self, action: QAction) -> None:
        language = language_for(str(action.data()))
        if language:
            self.language_chosen.emit(language)

    def _fill_profiles(self) -> None:
        words = self._kit.words
        self._profiles.clear()
        group = QActionGroup(self._profiles)
        for profile in self._desk.profiles.profiles:
            action = self._profiles.addAction((profile.name or words.tr("(no name yet)")).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(profile.id == self._desk.profiles.current.id)
            action.setData(profile.id)
            group.addAction(action)
        group.triggered.connect(self._choose_profile)
        self._profiles.addSeparator()
        settings = self._profiles.addAction(f"{words.tr('Profiles and settings…')}\t{keys_of('settings')}")
        settings.triggered.connect(self.settings)

    def _choose_profile(self, action: QAction) -> None:
        self.profile_chosen.emit(str(action.data()))
