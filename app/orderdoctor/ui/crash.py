"""A fault of ours: told in the user's language; the details hold no pasted text, names or paths, and are copied on request."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from orderdoctor import __version__
from orderdoctor.ui.window import Window


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What a developer needs: the kind of fault and where in the program it happened. Messages are left out: they may quote."""
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    system = f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}"
    return "\n".join([f"Order Doctor {__version__} ({system})", kind.__name__, *places])


def tell_fault(window: Window, kind: type[BaseException], trace: TracebackType | None) -> None:
    """Say that something went wrong in the program, what is safe, and offer the details."""
    words = window.kit.words
    box = QMessageBox(window)
    box.setObjectName("fault")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(words.tr("Something went wrong in Order Doctor"))
    box.setText(words.tr("Something went wrong in Order Doctor"))
    box.setInformativeText(
        words.tr("Your cases are saved. You can go on working. The details hold nothing that you pasted or typed.")
    )
    details = report(kind, trace)
    copy = box.addButton(words.tr("Copy the details"), QMessageBox.ButtonRole.ActionRole)
    go_on = box.addButton(words.tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(go_on)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
    box.open()
