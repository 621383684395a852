"""The keys of the window, each declared once: what they do everywhere, and what they do in one place.

The actions, the help page, the command palette, tool tips and menus take them from here. A test sees to it that no
key works in the window without standing here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from orderdoctor.i18n import Marked, Words, mark
from orderdoctor.ui.kit import ASK
from orderdoctor.ui.rail import PAGES

_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}

Keys = str | QKeySequence.StandardKey | QKeySequence


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys, and what they do. name: the action's; keys: empty on systems that have none for it."""

    name: str
    title: Marked
    keys: Keys

    def sequence(self) -> QKeySequence:
        """The keys as Qt has them, those of this system."""
        return QKeySequence(self.keys)


def native(keys: Keys) -> str:
    """Keys as people of this system write them."""
    written = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return _ARROWS.get(written, written)


PALETTE = Shortcut("palette", mark("Search everything, go anywhere"), "Ctrl+K")
HELP = Shortcut("help", mark("Help"), QKeySequence.StandardKey.HelpContents)
LANGUAGE = Shortcut("language", mark("Next language"), "Ctrl+L")

EVERYWHERE: tuple[Shortcut, ...] = (
    PALETTE,
    HELP,
    Shortcut("new", mark("New diagnosis, with an empty box"), "Ctrl+N"),
    Shortcut("ask", mark("Describe what you see: questions"), ASK),
    *(Shortcut(name, title, keys) for name, _icon, title, keys in PAGES),
    LANGUAGE,
    Shortcut("undo", mark("Take back the last thing"), QKeySequence.StandardKey.Undo),
    Shortcut("quit", mark("Close Order Doctor"), QKeySequence.StandardKey.Quit),
)


def keys_of(name: str) -> str:
    """The keys of an action, as people of this system write them."""
    return next(native(shortcut.keys) for shortcut in EVERYWHERE if shortcut.name == name)


@dataclass(frozen=True, slots=True)
class LocalKeys:
    """Keys that do something in one place of the window. keys: any of them; shown: how to write them where they are many."""

    place: Marked
    keys: tuple[Keys, ...]
    title: Marked
    shown: str = ""

    def written(self) -> tuple[str, ...]:
        """The keys as people of this system write them."""
        return (self.shown,) if self.shown else tuple(native(keys) for keys in self.keys)


_EVERY = mark("On every page")
_QUESTIONS = mark("In the questions")
_STEPS = mark("In the steps of a fix")
_CASES = mark("In the list of cases")
_CHARTS = mark("In the charts and their tables")
_CHECKS = mark("In the checks")
_FOUND = mark("In the search over everything")

IN_ONE_PLACE: tuple[LocalKeys, ...] = (
    LocalKeys(_EVERY, ("Tab",), mark("Next control, also out of the paste box")),
    LocalKeys(_EVERY, ("Shift+Tab",), mark("Previous control")),
    LocalKeys(_EVERY, ("Space",), mark("Press the button, tick the box")),
    LocalKeys(_EVERY, ("Esc",), mark("Close what is open on top")),
    LocalKeys(_QUESTIONS, tuple("123456789"), mark("Choose an answer by its number"), "1–9"),
    LocalKeys(_QUESTIONS, ("0", "?"), mark("I don't know")),
    LocalKeys(_QUESTIONS, ("Up", "Down"), mark("Walk through the answers")),
    LocalKeys(_QUESTIONS, ("Return", "Enter"), mark("Give the answer that has the focus")),
    LocalKeys(_QUESTIONS, ("Alt+Left", "Backspace"), mark("Back to the question before")),
    LocalKeys(_STEPS, ("Up", "Down"), mark("Walk through the steps")),
    LocalKeys(_STEPS, ("Space",), mark("Tick the step")),
    LocalKeys(_CASES, ("Up", "Down"), mark("Walk through the cases")),
    LocalKeys(_CASES, ("Return",), mark("Go on with the case")),
    LocalKeys(_CASES, (QKeySequence.StandardKey.Delete,), mark("Delete the case")),
    LocalKeys(_CHARTS, ("Left", "Right", "Home", "End"), mark("Walk through the bars")),
    LocalKeys(_CHARTS, (QKeySequence.StandardKey.Copy,), mark("Copy the table")),
    LocalKeys(_CHECKS, ("Ctrl+Return",), mark("Check what was entered")),
    LocalKeys(_FOUND, ("Up", "Down", "PgUp", "PgDown"), mark("Walk through what was found")),
    LocalKeys(_FOUND, ("Return",), mark("Go there")),
)


def bind(window: QWidget, acts: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """The actions of the window, by name, each with its keys; acts: what each does."""
    actions = {}
    for shortcut in EVERYWHERE:
        action = QAction(window)
        action.setShortcut(shortcut.sequence())
        action.triggered.connect(acts[shortcut.name])
        window.addAction(action)
        actions[shortcut.name] = action
    return actions


def name_all(actions: Mapping[str, QAction], words: Words) -> None:
    """Name the actions in the language of the window."""
    for shortcut in EVERYWHERE:
        actions[shortcut.name].setText(words.marked(shortcut.title))
