"""Starts the window: the application object, the look, the language, the border to our own faults."""

from __future__ import annotations

import gc
import os
import sys
from types import TracebackType

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from orderdoctor import __version__
from orderdoctor.i18n import Language
from orderdoctor.parts import Parts
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.language import LanguageService
from orderdoctor.ui.look import Look
from orderdoctor.ui.tasks import TaskRunner
from orderdoctor.ui.widgets.focus import FocusRings
from orderdoctor.ui.window import Window


def application() -> QApplication:
    """The application object; made with what must be set before it exists."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    if "fcitx" in os.environ.get("QT_IM_MODULE", "") and "QT_IM_MODULES" not in os.environ:
        os.environ["QT_IM_MODULES"] = "fcitx;ibus"  # the wheel has no fcitx plug-in; ibus speaks fcitx' language too
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("OrderDoctor")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("orderdoctor")
    return app


def build_window(parts: Parts, synchronous: bool = False) -> Window:
    """The window with everything it needs; synchronous: no work beside it (tests)."""
    app = application()
    system_locale = QLocale.system().name()
    profile = parts.profiles.current
    look = Look(parts.bundle / "style", parts.bundle / "icons")
    language = profile.spoken(system_locale)
    service = LanguageService(parts.languages, language)
    look.use(profile.theme, profile.text_size, language)
    desk = Desk(parts, TaskRunner(synchronous))
    window = Window(Kit(look, service), desk, system_locale)
    window.setWindowIcon(look.icon("activity", "accent"))
    FocusRings(look, app, window)
    window.painted.connect(desk.load)
    return window


def run_window(parts: Parts, quit_after_first_paint: bool = False, language: Language | None = None) -> int:
    """Show the window until it is closed; the exit code. language: speak this one for now, whatever the profile says."""
    app = application()
    window = build_window(parts)
    if language is not None:
        window.kit.language.switch(language)
    if quit_after_first_paint:
        window.painted.disconnect()
        window.painted.connect(app.quit)
    else:
        _catch_faults(window)
    gc.freeze()  # what the start has made stays until the end: no collection needs to look at it
    window.painted.connect(gc.enable)  # it was switched off at the start (main.run)
    window.show()
    code = app.exec()
    window.desk.close()
    return int(code)


def window_paints(parts: Parts) -> bool:
    """Whether the window can be built and painted (self-test)."""
    app = application()
    window = build_window(parts)
    window.painted.disconnect()
    seen: list[bool] = []
    window.painted.connect(lambda: seen.append(True))
    window.painted.connect(app.quit)
    QTimer.singleShot(20_000, app.quit)
    window.show()
    app.exec()
    window.hide()
    window.desk.close()
    return bool(seen)


def _catch_faults(window: Window) -> None:
    """Our own faults end here: what was done is saved already; the user is told, and nothing personal is kept."""

    def caught(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        from orderdoctor.ui.crash import tell_fault

        tell_fault(window, kind, trace)

    sys.excepthook = caught
