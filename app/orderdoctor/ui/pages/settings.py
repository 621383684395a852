"""Settings: who uses the program and how, where the data is, what the program is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox

from orderdoctor.cases.backup import Backup
from orderdoctor.errors import WorldFault
from orderdoctor.fault_words import fault_text
from orderdoctor.i18n import LANGUAGES, Words, mark
from orderdoctor.profiles.errors import BadOption
from orderdoctor.profiles.options import ROLE, TEXT_SIZE, THEME
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.help_texts import STORED_SHORT
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.pages.base import Page
from orderdoctor.ui.widgets.boxes import Card, Flow, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.fields import Field, fill
from orderdoctor.ui.widgets.learned import LearnedCard
from orderdoctor.ui.widgets.notes import NoteBar
from orderdoctor.ui.widgets.text import PlainLabel

_BAD = {
    "empty": mark("A profile needs a name."),
    "duplicate": mark("Another profile has this name."),
    "too-long": mark("A name has at most 60 characters."),
}


class SettingsPage(Page):
    """Profiles, appearance, data, about."""

    changed = Signal()
    """The current profile is another one now, or has other options."""
    deleted_all = Signal()
    help = Signal()
    """The user wants to read about the program."""

    def __init__(self, kit: Kit, desk: Desk, notes: NoteBar) -> None:
        """Take the kit, the desk and the note bar."""
        super().__init__(kit, desk)
        self._notes = notes
        self._build_profiles()
        self._build_data()
        self._learned = LearnedCard(self.kit)
        self.body.box.addWidget(self._learned)
        self._help = Button(kit, "quiet", "circle-question-mark")
        self.body.box.addLayout(row(self._help, None))
        self.body.box.addStretch(1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(600)
        self._pause.timeout.connect(self._save_name)
        self._connect()
        self.retranslate()

    # --- building

    def _build_profiles(self) -> None:
        card = Card("plain", margin=20, gap=14)
        self._profiles_head = PlainLabel("heading")
        self._who = Field(QComboBox())
        self._name = Field(QLineEdit())
        self._role = Field(QComboBox())
        self._language = Field(QComboBox())
        self._size = Field(QComboBox())
        self._theme = Field(QComboBox())
        self._system = Field(QComboBox())
        self._add = Button(self.kit, "plain", "plus")
        self._remove = Button(self.kit, "plain", "trash")
        self._problem = PlainLabel("wrong")
        self._problem.hide()
        buttons = Flow(8)
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        card.box.addWidget(self._profiles_head)
        for field in (self._who, self._name, self._role, self._system, self._language, self._size, self._theme):
            field.setMaximumWidth(self.kit.look.px(560))
            card.box.addWidget(field)
        card.box.addWidget(self._problem)
        card.box.addLayout(buttons)
        self.body.box.addWidget(card)

    def _build_data(self) -> None:
        card = Card("plain", margin=20, gap=10)
        self._data_head = PlainLabel("heading")
        self._data_text = PlainLabel("body")
        self._data_where = PlainLabel("small").copyable()
        self._backups = Field(QComboBox())
        self._backups.setMaximumWidth(self.kit.look.px(560))
        self._open_folder = Button(self.kit, "plain", "folder-open")
        self._back_up = Button(self.kit, "plain", "save")
        self._restore = Button(self.kit, "plain", "archive-restore")
        self._check = Button(self.kit, "plain", "shield-check")
        self._delete_all = Button(self.kit, "danger", "trash")
        flow = Flow(8)
        for button in (self._back_up, self._restore, self._check, self._open_folder, self._delete_all):
            flow.addWidget(button)
        for widget in (self._data_head, self._data_text, self._data_where, self._backups):
            card.box.addWidget(widget)
        card.box.addLayout(flow)
        self.body.box.addWidget(card)

    def _connect(self) -> None:
        self._who.editor.activated.connect(self._switch)
        self._name.editor.textEdited.connect(self._pause.start)
        self._name.editor.editingFinished.connect(self._save_name)
        for field, key in (
            (self._role, "role"), (self._language, "language"), (self._size, "text_size"), (self._theme, "theme"),
            (self._system, "system"),
        ):  # fmt: skip
            box = field.editor
            box.setProperty("option", key)
            box.activated.connect(self._chosen)
        self._add.clicked.connect(self._add_profile)
        self._remove.clicked.connect(self._remove_profile)
        self._open_folder.clicked.connect(self._show_folder)
        self._back_up.clicked.connect(self._make_backup)
        self._restore.clicked.connect(self._restore_backup)
        self._check.clicked.connect(self._check_cases)
        self._delete_all.clicked.connect(self._delete_everything)
        self._learned.forget.connect(self._forget)
        self._help.clicked.connect(self.help)
        self.desk.cases_changed.connect(self._fill_learned)
        self.desk.profile_changed.connect(self.retranslate)
        self.desk.loaded.connect(self.retranslate)

    # --- words

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        words = self.kit.words
        self._title(words.tr("Settings"))
        self._profiles_head.setText(words.tr("Profile"))
        self._who.say(words.tr("Who uses it now"))
        self._name.say(words.tr("Name"))
        self._role.say(words.tr("What you do"))
        self._language.say(words.tr("Language"))
        self._size.say(words.tr("Text size"))
        self._theme.say(words.tr("Colours"))
        self._system.say(words.tr("Where you work"))
        self._add.say(words.tr("Add a profile"))
        self._remove.say(words.tr("Remove this profile…"))
        self._data_head.setText(words.tr("Your data"))
        self._data_text.setText(words.marked(STORED_SHORT))
        self._data_where.setText(
            words.tr("Data: {data}\nBackups: {backups}").format(
                data=self.desk.paths.data, backups=self.desk.paths.backups
            )
        )
        self._backups.say(words.tr("Backups"))
        self._open_folder.say(words.tr("Open the data folder"))
        self._back_up.say(words.tr("Back up now"))
        self._restore.say(words.tr("Restore this backup…"))
        self._check.say(words.tr("Check the data"))
        self._delete_all.say(words.tr("Delete all cases…"))
        self._help.say(words.tr("Help, licences, about Order Doctor"))
        self._fill_profile(words)
        self._fill_backups()
        self._fill_learned()

    def _fill_learned(self) -> None:
        self._learned.show_learned(self.desk.learned(), self.desk.catalog, self.kit.words)

    def _fill_profile(self, words: Words) -> None:
        store = self.desk.profiles
        current = store.current
        fill(self._who.editor, [(p.id, p.name or words.tr("(no name yet)")) for p in store.profiles], current.id)
        if not self._name.editor.hasFocus():
            self._name.editor.setText(current.name)
        fill(self._role.editor, [(c.value, words.marked(c.title)) for c in ROLE.choices if c.title], current.role)
        languages: list[tuple[object, str]] = [(None, words.tr("As in the system"))]
        languages += [(language.tag, language.name) for language in LANGUAGES]
        fill(self._language.editor, languages, current.language)
        locale = self.kit.language.locale
        fill(
            self._size.editor,
            [(c.value, words.tr("{percent} %").format(percent=locale.toString(c.value))) for c in TEXT_SIZE.choices],
            current.text_size,
        )
        fill(self._theme.editor, [(c.value, words.marked(c.title)) for c in THEME.choices if c.title], current.theme)
        systems = [("", words.tr("Not said"))]
        if self.desk.catalog:
            systems += [(system.id, words.of(system.name)) for system in self.desk.catalog.systems.values()]
        fill(self._system.editor, systems, current.system)
        self._remove.setEnabled(len(store.profiles) > 1)

    def _fill_backups(self) -> None:
        if self.desk.catalog is None:
            return
        words = self.kit.words
        backups = self.desk.cases.list_backups()
        entries: list[tuple[object, str]] = [(i, self._backup_name(b)) for i, b in enumerate(backups)]
        fill(self._backups.editor, entries or [(None, words.tr("No backup yet"))], entries[0][0] if entries else None)
        self._restore.setEnabled(bool(backups) and self.desk.cases.writable)

    def _backup_name(self, backup: Backup) -> str:
        when = self.kit.language.locale.toString(_local(backup.made_at), QLocale.FormatType.ShortFormat)
        return self.kit.words.trn("{when} · {n} case", "{when} · {n} cases", backup.cases).format(
            when=when, n=backup.cases
        )

    # --- what the user does

    def _change(self, **options: object) -> None:
        try:
            self.desk.change_profile(**options)
        except BadOption as bad:
            self._problem.setText(self.kit.words.marked(_BAD.get(bad.why, _BAD["empty"])))
            self._problem.show()
            return
        self._problem.hide()
        self.changed.emit()

    def _chosen(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self._change(**{str(box.property("option")): box.currentData()})

    def _save_name(self) -> None:
        self._pause.stop()
        name = self._name.editor.text()
        if name.strip() != self.desk.profiles.current.name:
            self._change(name=name)

    def _switch(self) -> None:
        self.desk.switch_profile(str(self._who.editor.currentData()))
        self.changed.emit()

    def _add_profile(self) -> None:
        words = self.kit.words
        taken = {profile.name for profile in self.desk.profiles.profiles}
        numbers = range(1, len(taken) + 3)
        name = next(name for n in numbers if (name := words.tr("Profile {number}").format(number=n)) not in taken)
        current = self.desk.profiles.current
        self.desk.add_profile(name, language=current.language, text_size=current.text_size, theme=current.theme)
        self.changed.emit()
        self._name.editor.setFocus()
        self._name.editor.selectAll()

    def _remove_profile(self) -> None:
        words = self.kit.words
        name = self.desk.profiles.current.name or words.tr("(no name yet)")
        if not self._confirmed(
            words.tr("Remove the profile “{name}”?").format(name=name),
            words.tr("Its language, text size and colours go with it. The cases stay."),
            words.tr("Remove the profile"),
        ):
            return
        removed = self.desk.remove_profile()
        self.changed.emit()
        if removed is None:
            return

        def bring_back() -> None:
            self.desk.restore_profile(removed)
            self.changed.emit()

        self._tell(lambda: self.kit.words.tr("Profile removed"), bring_back)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.paths.data)))

    def _make_backup(self) -> None:
        try:
            self.desk.cases.back_up()
        except WorldFault as fault:
            text = fault
            self._tell(lambda: fault_text(text, self.kit.words))
            return
        self._fill_backups()
        self._tell(lambda: self.kit.words.tr("Backup made"))

    def _restore_backup(self) -> None:
        words = self.kit.words
        backups = self.desk.cases.list_backups()
        position = self._backups.editor.currentData()
        if not isinstance(position, int) or position >= len(backups):
            return
        backup = backups[position]
        if not self._confirmed(
            words.tr("Restore the backup of {when}?").format(when=self._backup_name(backup)),
            words.tr("Your present cases are backed up first, so that you can come back to them."),
            words.tr("Restore the backup"),
        ):
            return
        try:
            self.desk.cases.restore(backup)
        except WorldFault as fault:
            text = fault
            self._tell(lambda: fault_text(text, self.kit.words))
            return
        self.desk.cases_changed.emit()
        self._fill_backups()
        self._tell(lambda: self.kit.words.tr("Backup restored. The cases from before are in the newest backup."))

    def _check_cases(self) -> None:
        report = self.desk.cases.check()
        if report.ok:
            self._tell(lambda: self.kit.words.tr("The data is in order"))
        else:
            self._tell(lambda: self.kit.words.tr("The data is damaged. Restore the newest backup."))

    def _delete_everything(self) -> None:
        words = self.kit.words
        counts = self.desk.cases.counts()
        number = counts.open + counts.waiting + counts.solved + counts.handed_over
        if not number or not self._confirmed(
            words.trn("Delete {n} case?", "Delete all {n} cases?", number).format(n=number),
            words.tr("They are also taken out of the backups. You can undo this until you close the program."),
            words.trn("Delete {n} case", "Delete {n} cases", number).format(n=number),
        ):
            return
        deletion = self.desk.cases.delete_all()
        self.desk.cases_changed.emit()
        self._tell(lambda: self.kit.words.tr("All cases deleted"), lambda: self.desk.undelete(deletion))

    def _forget(self) -> None:
        before = self.desk.profiles.current.learned_after

        def bring_back() -> None:
            self.desk.learn_after(before)
            self._fill_learned()

        self.desk.learn_after(self.desk.cases.last_number)
        self._fill_learned()
        self._tell(lambda: self.kit.words.tr("Forgotten. The cases stay."), bring_back)

    def _confirmed(self, question: str, text: str, verb: str) -> bool:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question)
        box.setInformativeText(text)
        act = box.addButton(verb, QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.kit.words.tr("Keep everything"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        return box.clickedButton() is act

    def _tell(self, say: Callable[[], str], undo: Callable[[], None] | None = None) -> None:
        self._notes.tell(say, (lambda: self.kit.words.tr("Undo")) if undo else None, undo)


def _local(moment: datetime) -> QDateTime:
    """A moment in the time of this computer."""
    return QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
