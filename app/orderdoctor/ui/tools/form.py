"""What every check has in the window: fields, a Check button, results, and what they say of the reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCompleter, QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from orderdoctor.catalog.labels import plain
from orderdoctor.i18n import Words
from orderdoctor.phrasing import one_line, source_line
from orderdoctor.tools.finding import Basis, Speaks
from orderdoctor.tools.finding_words import SURENESS
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit, announce
from orderdoctor.ui.tools.sheets import Line, Sheet, Sheets
from orderdoctor.ui.widgets.boxes import Flow
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.fields import Field
from orderdoctor.ui.widgets.paste import PasteBox
from orderdoctor.ui.widgets.text import PlainLabel

MOST_REASONS = 4
"""Reasons that a result names as likelier, and as less likely."""

ENOUGH_SEEN = 160
"""Pixels of a result (at 100 % text size) that are seen after a check, else the page scrolls."""

LAID_OUT = 30
"""Milliseconds after which a result stands in its place."""

F = TypeVar("F")


class CantCheck(Exception):  # noqa: N818 - what the user typed is no error of ours
    """What was entered can't be checked. say: makes the words that tell why, in the language of the window."""

    def __init__(self, say: Callable[[Words], str]) -> None:
        """Take what makes the words."""
        super().__init__("can't be checked")
        self.say = say


class ToolForm(QWidget):
    """The form of one check. Subclasses add their fields to `inputs` and fill in the methods below.

    Nothing that is entered here is stored; `told` carries numbers about reasons only.
    """

    told = Signal(object)
    """There is another result: what it says of the reasons, as reason id -> likelihood ratio; empty if there is none."""

    reason = Signal(str)
    """The user wants to read about a reason."""

    arranged = Signal()
    """The form's parts are others now."""

    def __init__(self, kit: Kit, desk: Desk, primary: bool = True) -> None:
        """Take the kit, the desk, and whether Check is the main button of where the form stands."""
        super().__init__()
        self.kit = kit
        self.desk = desk
        self._found: object | None = None
        self._fault: CantCheck | None = None
        self._stale = False
        self.inputs = QVBoxLayout()
        self.inputs.setSpacing(12)
        self.buttons = Flow(8)
        self.check_button = Button(kit, "primary" if primary else "plain", "circle-check")
        self.buttons.addWidget(self.check_button)
        self._problem = PlainLabel("wrong")
        self._problem.hide()
        self.sheets = Sheets(kit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(self.inputs)
        box.addLayout(self.buttons)
        box.addWidget(self._problem)
        box.addWidget(self.sheets)
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(LAID_OUT)
        self._reveal.timeout.connect(self._bring_into_view)
        now = QAction(self)
        now.setShortcut(QKeySequence("Ctrl+Return"))
        now.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        now.triggered.connect(self.check)
        self.addAction(now)
        self.check_button.clicked.connect(self.check)
        self.sheets.reason.connect(self.reason)
        kit.language.changed.connect(self._say_again)
        kit.look.changed.connect(self._say_again)

    # --- what each check fills in

    def fill(self, known: Mapping[str, str]) -> None:
        """Fill the fields with what is known of a case: text, system, reason. What is not known stays as it is."""

    def say_fields(self, words: Words) -> None:
        """Name the fields."""

    def answer(self) -> object:
        """Check what was entered. Raises CantCheck."""
        raise NotImplementedError

    def sheets_of(self, found: object, words: Words) -> Sequence[Sheet]:
        """What was found, for the eyes."""
        raise NotImplementedError

    def speaks_of(self, found: object) -> Speaks:
        """What the result says of the reasons."""
        raise NotImplementedError

    # --- what all do alike

    @property
    def found(self) -> object | None:
        """The latest result, None if there is none."""
        return self._found

    def check(self) -> None:
        """Check, show what was found, and tell what it says."""
        self._found = self._fault = None
        try:
            self._found = self.answer()
        except CantCheck as fault:
            self._fault = fault
        self._show()
        self.told.emit(dict(self.speaks_of(self._found)) if self._found is not None else {})
        announce(self, self._in_short())
        self.arranged.emit()
        self._reveal.start()

    def _bring_into_view(self) -> None:
        """Scroll so far that the result's beginning is seen, with the Check button above it."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is None or not self.isVisible():
            return
        first = self.sheets if self.sheets.isVisible() else self._problem
        top = first.mapTo(area.viewport(), QPoint(0, 0)).y()
        if top + self.kit.look.px(ENOUGH_SEEN) > area.viewport().height():
            button = self.check_button.mapTo(area.viewport(), QPoint(0, 0)).y()
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + button - self.kit.look.px(16))

    def tell_problem(self, say: Callable[[Words], str]) -> None:
        """Tell what went wrong, below the buttons; the result stays."""
        self._fault = CantCheck(say)
        self._show()
        announce(self, self._in_short())

    def retranslate(self) -> None:
        """Say everything in the language of the window; may run any number of times."""
        self.check_button.say(self.kit.words.tr("Check"), QKeySequence("Ctrl+Return"))
        self.say_fields(self.kit.words)
        self._show()

    def _show(self) -> None:
        words = self.kit.words
        self._problem.setVisible(self._fault is not None)
        self._problem.setText(self._fault.say(words) if self._fault else "")
        self._shown = list(self.sheets_of(self._found, words)) if self._found is not None else []
        spoken = self.spoken_sheets(words) if self._found is not None else []
        self.sheets.show_sheets([*self._shown, *spoken])

    def _in_short(self) -> str:
        if self._fault is not None:
            return self._problem.text()
        first = self._shown[0] if self._shown else Sheet("")
        return first.title or (first.lines[0].text if first.lines else "")

    def spoken_sheets(self, words: Words) -> list[Sheet]:
        """Which reasons the result makes likelier, and which less likely."""
        catalog = self.desk.catalog
        if catalog is None or self._found is None:
            return []
        known = {reason: ratio for reason, ratio in self.speaks_of(self._found).items() if reason in catalog.reasons}
        likelier = sorted((r for r in known if known[r] > 1), key=lambda r: -known[r])[:MOST_REASONS]
        less = sorted((r for r in known if known[r] < 1), key=lambda r: known[r])[:MOST_REASONS]
        titles = {r: plain(words.of(catalog.reasons[r].title), catalog.labels, words) for r in [*likelier, *less]}
        return [
            Sheet(title, reasons=tuple((reason, titles[reason]) for reason in reasons))
            for title, reasons in (
                (words.tr("This makes likelier"), likelier),
                (words.tr("This makes less likely"), less),
            )
            if reasons
        ]

    def rests(self, basis: Basis | None, words: Words) -> str:
        """What a finding rests on: the source with its date, and how sure the rule is; empty if nothing is named."""
        if basis is None:
            return ""
        sure = words.marked(SURENESS[basis.sure])
        source = self.desk.catalog.sources.get(basis.source) if self.desk.catalog else None
        if source is None:
            return sure
        return words.tr("{source}: {sure}").format(source=source_line(source, words), sure=sure)

    def _say_again(self) -> None:
        """Follow the language and the look: at once if the form is seen, else when it is shown again."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Called by Qt: the form is shown."""
        if self._stale:
            self._stale = False
            self.retranslate()
        super().showEvent(event)


class Grid(QWidget):
    """Fields side by side, as many as there is room for."""

    def __init__(self, kit: Kit, fields: Iterable[QWidget], narrowest: int = 230, most: int = 3) -> None:
        """Take the fields, the width below which one of them is too narrow (at 100 %), and the most in a row."""
        super().__init__()
        self._kit = kit
        self._fields = list(fields)
        self._narrowest = narrowest
        self._most = most
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._arrange(1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for field in self._fields:
            self._grid.removeWidget(field)
        for place, field in enumerate(self._fields):
            self._grid.addWidget(field, place // columns, place % columns, Qt.AlignmentFlag.AlignBottom)
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt: as many columns as there is room for."""
        room = event.size().width() // self._kit.look.px(self._narrowest)
        self._arrange(max(1, min(self._most, room)))
        super().resizeEvent(event)


class TextBox(PasteBox):
    """A field of several lines, that takes any paste, with a border of its own."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__(kit)
        self._border = kit.look.px(12)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setProperty("field", True)

    def sizeHint(self) -> QSize:
        """Called by Qt: as many lines as a paste box, and the border."""
        return super().sizeHint() + QSize(0, self._border)


def text_field(kit: Kit) -> Field[PasteBox]:
    """A field of several lines."""
    return Field(TextBox(kit))


def completing(field: Field[QLineEdit], names: Iterable[str]) -> None:
    """Offer names while the user types."""
    known = field.editor.completer()
    if known is None:
        known = QCompleter(field.editor)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        known.setFilterMode(Qt.MatchFlag.MatchContains)
        field.editor.setCompleter(known)
    known.setModel(QStringListModel(sorted(names), known))


def expect(found: object, kind: type[F]) -> F:
    """The result as what its own form made it."""
    if not isinstance(found, kind):
        raise TypeError(found)
    return found


def copy_button(value: str, words: Words) -> tuple[tuple[str, str], ...]:
    """A button that copies a value and shows its beginning; none if the value is empty."""
    return ((words.tr("Copy {value}").format(value=one_line(value, 30)), value),) if value else ()


def plain_line(text: str) -> tuple[Line, ...]:
    """A line, if there is something in it."""
    return (Line(text),) if text else ()
