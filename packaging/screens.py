"""Writes a picture of every page in every language, theme and text size, to look at: `dev.py screens [--only TEXT]`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "packaging")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QComboBox, QTabBar  # noqa: E402

import assemble  # noqa: E402
from orderdoctor.i18n import LANGUAGES, PSEUDO, Language  # noqa: E402
from orderdoctor.main import Parts  # noqa: E402
from orderdoctor.paths import user_paths  # noqa: E402
from orderdoctor.ui.app import application, build_window  # noqa: E402
from orderdoctor.ui.tools.form import ToolForm  # noqa: E402
from orderdoctor.ui.window import Window  # noqa: E402

PASTE = (
    "[2026-11-21 23:50] order 8190334577120094 fulfil failed, code -999, "
    "该货运跟踪号未通过物流风控审核,请更换货运跟踪号后重试。 pls help asap!!"
)
SIZE = (1180, 760)
SMALL = (1024, 600)


def _paste(window: Window, text: str) -> None:
    window.go("diagnose")
    window.diagnose.box.put(text)
    window.diagnose.ask_now()


def start(window: Window) -> None:
    """Diagnose, with nothing in it."""
    _paste(window, "")


def match(window: Window) -> None:
    """Diagnose, one reason."""
    _paste(window, PASTE)


def ambiguous(window: Window) -> None:
    """Diagnose, several reasons."""
    _paste(window, "-999")


def unknown(window: Window) -> None:
    """Diagnose, nothing of ours."""
    _paste(window, "How do I upload a video to my channel and get more followers?")


def result(window: Window) -> None:
    """Result."""
    match(window)
    window.diagnose._more("ship.tracking-rejected")


def fix(window: Window) -> None:
    """The checklist, one step done."""
    match(window)
    window.diagnose._start("ship.tracking-rejected")
    page = window.page("fix")
    page._done(page.steps.rows[0].key)  # type: ignore[attr-defined]


def outcome(window: Window) -> None:
    """The end of a checklist, after a no."""
    fix(window)
    page = window.page("fix")
    page._to_end()  # type: ignore[attr-defined]
    page._worked("no")  # type: ignore[attr-defined]


def cases(window: Window) -> None:
    """Cases."""
    window.go("cases")


def library(window: Window) -> None:
    """Library."""
    window.go("library")
    window.page("library").list.choose("link.connector-expired")  # type: ignore[attr-defined]


def beside(window: Window) -> None:
    """Library, two languages side by side."""
    window.go("library")
    page = window.page("library")
    page.show_reason("order.sku-changed")  # type: ignore[attr-defined]
    box: QComboBox = page._second  # type: ignore[attr-defined]
    box.setCurrentIndex(1)


def way(window: Window) -> None:
    """Library, where is it stuck."""
    window.go("library")
    tabs: QTabBar = window.page("library")._tabs  # type: ignore[attr-defined]
    tabs.setCurrentIndex(1)


TRACKING = "RB123456785CN\nRB 1234 5678 6CN\n8190334577120094"
ADDRESS = (
    "João da Silva\nRua das Flores 123, Centro\nSao Paulo - SP\nCEP 01310100\nBrazil\n+55 (11) 91234-5678\nCPF 111.444.777-36"
)
REPLY = (
    '{"error_code": "-999", "sub_msg": "该货运跟踪号未通过物流风控审核,请更换货运跟踪号后重试。", '
    '"order_id": "8190334577120094"}'
)


def _form(window: Window, name: str) -> ToolForm:
    window.go("tools")
    form: ToolForm = window.page("tools").show_tool(name)  # type: ignore[attr-defined]
    return form


def tools(window: Window) -> None:
    """Tools, tracking numbers: one right, one wrong, one that is something else."""
    form = _form(window, "tracking")
    form.numbers.editor.put(TRACKING)  # type: ignore[attr-defined]
    form.check()


def tool_customer(window: Window) -> None:
    """Tools, an address taken apart."""
    form = _form(window, "customer")
    form.block.editor.put(ADDRESS)  # type: ignore[attr-defined]
    form.take_block()  # type: ignore[attr-defined]


def tool_status(window: Window) -> None:
    """Tools, a status and where it stands."""
    form = _form(window, "status")
    form.status.editor.put("WAIT_SELLER_SEND_GOODS")  # type: ignore[attr-defined]
    form.check()


def tool_dates(window: Window) -> None:
    """Tools, a refund that is waited for."""
    form = _form(window, "dates")
    form.when.editor.setText("2026-11-02")  # type: ignore[attr-defined]
    form.check()


def tool_split(window: Window) -> None:
    """Tools, an order in parts."""
    form = _form(window, "split")
    form.items.editor.put("Phone case; 12.99; 3\nCable; 7.50; 2")  # type: ignore[attr-defined]
    form.check()


def tool_reader(window: Window) -> None:
    """Tools, an API reply."""
    form = _form(window, "reader")
    form.text.editor.put(REPLY)  # type: ignore[attr-defined]
    form.check()


def tool_in_step(window: Window) -> None:
    """The checklist, at a step with a check."""
    window.go("library")
    page = window.page("library")
    page.show_reason("ship.no-tracking-yet")  # type: ignore[attr-defined]
    catalog = window.desk.catalog
    assert catalog is not None  # noqa: S101
    reason = catalog.reasons["ship.no-tracking-yet"]
    way = next(w for w in reason.solutions if any(step.tool == "tracking" for step in w.steps))
    page._start(reason.id, way.id)  # type: ignore[attr-defined]
    key = next(way.key(step) for step in way.steps if step.tool == "tracking")
    fixing = window.page("fix")
    settle()
    fixing.steps.focus(key)  # type: ignore[attr-defined]
    fixing._pick(key)  # type: ignore[attr-defined]
    form = fixing.detail.tool.form  # type: ignore[attr-defined]
    form.numbers.editor.put("RB123456786CN")
    form.check()
    settle()


def settings(window: Window) -> None:
    """Settings."""
    window.go("settings")


SCENES: tuple[Callable[[Window], None], ...] = (
    start, match, ambiguous, unknown, result, fix, outcome, cases, library, beside, way, tools, settings
)  # fmt: skip

TOOL_SCENES: tuple[Callable[[Window], None], ...] = (
    tool_customer, tool_status, tool_dates, tool_split, tool_reader, tool_in_step
)  # fmt: skip
"""The other checks: pictured as the scenes are, tested in tests/ui/test_tools.py."""


def looks() -> Iterator[tuple[Language, str, int, tuple[int, int]]]:
    """Every language in light and dark at 100 % and 200 %, and the small window; the pseudo-language once."""
    for language in LANGUAGES:
        for theme in ("light", "dark"):
            for percent in (100, 200):
                yield language, theme, percent, SIZE
        yield language, "light", 100, SMALL
    yield ENGLISH_CONTRAST
    yield PSEUDO, "light", 100, SIZE


ENGLISH_CONTRAST = (LANGUAGES[0], "high-contrast", 100, SIZE)


def fresh_window(folder: Path, language: Language, theme: str, percent: int) -> Window:
    """A window with its own empty data, in a language, theme and size; everything is loaded."""
    parts = Parts(user_paths(str(folder)), assemble.checkout_bundle())
    if language != PSEUDO:
        parts.profiles.change(parts.profiles.current.id, language=language.tag)
    parts.profiles.change(parts.profiles.current.id, name="Linh", theme=theme, text_size=percent)
    window = build_window(parts, synchronous=True)
    if language == PSEUDO:
        window.kit.language.switch(PSEUDO)
    window.desk.load()
    return window


def settle() -> None:
    """Let everything that is due be laid out."""
    app = QApplication.instance()
    assert app is not None  # noqa: S101
    for _ in range(3):
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def main() -> int:
    """Write the pictures; print where."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="part of a picture's name")
    parser.add_argument("--to", default=str(ROOT / "screens"))
    options = parser.parse_args()
    target = Path(options.to)
    target.mkdir(parents=True, exist_ok=True)
    application()
    for language, theme, percent, size in looks():
        style = f"{language.code}_{theme}_{percent}" + ("_small" if size == SMALL else "")
        names = [(scene, f"{scene.__name__}_{style}.png") for scene in (*SCENES, *TOOL_SCENES)]
        wanted = [(scene, name) for scene, name in names if options.only in name]
        if not wanted:
            continue
        with tempfile.TemporaryDirectory() as folder:
            window = fresh_window(Path(folder), language, theme, percent)
            window.resize(*size)
            window.show()
            for scene, name in wanted:
                scene(window)
                window.resize(*size)
                settle()
                window.grab().save(str(target / name))
            window.close()
            window.desk.close()
            window.deleteLater()
            settle()
    print(target)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
