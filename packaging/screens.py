"""Writes a picture of every page in every language, theme and text size, to look at: `dev.py screens [--only TEXT]`."""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "packaging")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QTabBar  # noqa: E402

import assemble  # noqa: E402
from orderdoctor.cases import HandedOver, Noted, Opened, Outcome, WaitingUntil  # noqa: E402
from orderdoctor.cases.events import Event  # noqa: E402
from orderdoctor.casework import chosen, fix_named  # noqa: E402
from orderdoctor.i18n import LANGUAGES, PSEUDO, Language  # noqa: E402
from orderdoctor.main import Parts  # noqa: E402
from orderdoctor.paths import user_paths  # noqa: E402
from orderdoctor.ui.app import application, build_window  # noqa: E402
from orderdoctor.ui.pages.fix import FixPage  # noqa: E402
from orderdoctor.ui.palette import Palette  # noqa: E402
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


def _answer(window: Window, *answers: tuple[str, str]) -> None:
    """Answer questions on the page of questions, each whenever it is its turn or not."""
    for question, answer in answers:
        window.page("ask").card.answered.emit(question, answer)  # type: ignore[attr-defined]
        settle()


def ask(window: Window) -> None:
    """The questions, two answered."""
    start(window)
    window.asking.ask()
    _answer(window, ("system", "dsers"), ("stage", "place"))


def ask_back(window: Window) -> None:
    """The questions, back at one that was answered."""
    ask(window)
    window.page("ask").back()  # type: ignore[attr-defined]


def contradiction(window: Window) -> None:
    """The questions, with two answers that hardly go together."""
    start(window)
    window.asking.ask()
    _answer(window, ("stage", "api"), ("parcel-what", "customs"))


def no_fit(window: Window) -> None:
    """The end of the questions, where nothing fits."""
    start(window)
    window.asking.ask()
    page = window.page("ask")
    for _ in range(12):
        if not page.card.isVisibleTo(page):  # type: ignore[attr-defined]
            break
        page.card.buttons()[-1].click()  # type: ignore[attr-defined]
        settle()


def result_question(window: Window) -> None:
    """Result, with the question that would make it surer."""
    ambiguous(window)
    window.diagnose._more(window.diagnose.finding.diagnosis.ranking[0].reason)  # type: ignore[union-attr]


def unfinished(window: Window) -> None:
    """Diagnose, with questions that were left half-way."""
    ask(window)
    window.page("ask").let_go()  # type: ignore[attr-defined]
    start(window)


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


def print_dialog(window: Window) -> None:
    """The checklist, before it is printed."""
    fix(window)
    window.page("fix").print_case()  # type: ignore[attr-defined]


def outcome(window: Window) -> None:
    """The end of a checklist, after a no."""
    fix(window)
    page = window.page("fix")
    page._to_end()  # type: ignore[attr-defined]
    page._worked("no")  # type: ignore[attr-defined]


def cases(window: Window) -> None:
    """Cases."""
    window.go("cases")


def met(window: Window) -> None:
    """Cases, counted."""
    if not window.desk.cases.last_number:
        _write_history(window)
    window.go("cases")
    window.page("cases").count_cases()  # type: ignore[attr-defined]


def _write_history(window: Window) -> None:
    """Half a year of a busy user's cases, always the same; the clock is set for each."""
    chance = random.Random(6)
    store, catalog = window.desk.cases, window.desk.catalog
    assert catalog is not None  # noqa: S101
    reasons = [*catalog.reasons.values()][::9][:13]
    clock, now = store._clock, store.now()
    for number in range(60):
        begun = now - timedelta(days=170 * (60 - number) ** 2 / 3600)
        store._clock = lambda begun=begun: begun  # type: ignore[misc]
        case = store.start(Opened("-999", "en", "dsers", ("-999",), "match", (), catalog.version))
        if number % 17 == 3:
            continue
        reason = reasons[min(int(chance.expovariate(0.25)), len(reasons) - 1)]
        fix = reason.solutions_for("dsers")[0]
        choice = chosen(reason, fix, 0.9, catalog, window.kit.words)
        later = begun + timedelta(hours=chance.expovariate(1 / 30))
        ends: list[Event] = [
            Outcome("yes", reason.id, fix.id), Outcome("yes", reason.id, fix.id), Outcome("yes", reason.id, fix.id),
            WaitingUntil(now + timedelta(hours=9), None), HandedOver("", ""), Noted("seen"),
        ]  # fmt: skip
        store.record(case.id, choice)
        until = min(later, now)
        store._clock = lambda until=until: until  # type: ignore[misc]
        store.record(case.id, chance.choice(ends))
    store._clock = clock
    window.desk.cases_changed.emit()


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


def help_page(window: Window) -> None:
    """Help."""
    window.go("help")
    settle()


def palette(window: Window) -> None:
    """The search over everything, before a text is typed."""
    start(window)
    window.search()


def palette_found(window: Window) -> None:
    """The search over everything, with hits."""
    palette(window)
    window.findChild(Palette).field.setText("sku")  # type: ignore[union-attr]


SCENES: tuple[Callable[[Window], None], ...] = (
    start, match, ambiguous, unknown, ask, ask_back, contradiction, no_fit, unfinished, result_question, result, fix,
    outcome, cases, met, library, beside, way, tools, settings, help_page,
    palette, palette_found
)  # fmt: skip

TOOL_SCENES: tuple[Callable[[Window], None], ...] = (
    tool_customer, tool_status, tool_dates, tool_split, tool_reader, tool_in_step
)  # fmt: skip
"""The other checks: pictured as the scenes are, tested in tests/ui/test_tools.py."""

DIALOG_SCENES: tuple[Callable[[Window], None], ...] = (print_dialog,)
"""Dialogues: the picture is of the dialogue alone."""


def start_way(window: Window, reason: str, solution: str, *also: tuple[str, str]) -> FixPage:
    """The checklist of a fix, and of others in the same go, in a new case."""
    catalog, begun = window.desk.catalog, window.desk.begin_inquiry()
    assert catalog is not None  # noqa: S101
    assert begun is not None  # noqa: S101
    kept = window.desk.keep(begun, window.kit.words)
    way = fix_named(reason, solution, catalog)
    others = [(name, fix) for name, other in also for fix in [fix_named(name, other, catalog)] if fix]
    choice = chosen(catalog.reasons[reason], way, 0.5, catalog, window.kit.words, others)
    case = window.desk.record(kept.case, choice)
    assert case is not None  # noqa: S101
    page = window.page("fix")
    assert isinstance(page, FixPage)  # noqa: S101
    page.show_case(case)
    window.go("fix")
    settle()
    return page


def at_step(page: FixPage, step: str) -> str:
    """Go to a step of the checklist by its id; its key."""
    key = next(item.key for item in page.agenda.items if item.step.id == step)
    page.steps.focus(key)
    page._pick(key)
    settle()
    return key


def fix_guard(window: Window) -> None:
    """The checklist, ordering again before anybody looked."""
    at_step(start_way(window, "order.result-unknown", "order-again-dsers"), "reorder-dsers")


def fix_wait(window: Window) -> None:
    """The checklist, waiting for people in China."""
    at_step(start_way(window, "cancel.not-disclosed", "ask"), "wait-for-answer")


def fix_cant(window: Window) -> None:
    """The checklist, why a step can't be done."""
    page = start_way(window, "cancel.not-disclosed", "ask")
    page.detail.cant_button.click()


def fix_stopped(window: Window) -> None:
    """The next-best fix, after a step that can't be done."""
    page = start_way(window, "cancel.not-disclosed", "ask")
    page._block(page.agenda.keys[0], "I have no access to it")


def fix_tried(window: Window) -> None:
    """The checklist, with what was tried before."""
    page = start_way(window, "cancel.not-disclosed", "ask")
    page.tried.turn()
    page.tried.boxes[1].click()


def fix_joined(window: Window) -> None:
    """The checklist of two fixes in one go."""
    start_way(window, "order.postcode-format", "correct-in-dsers", ("order.tax-id", "correct-in-dsers"))


def fix_at_end(window: Window) -> None:
    """The library has nothing more that is worth trying: the text to hand over."""
    page = start_way(window, "ship.tracking-rejected", "number-and-carrier-seller")
    for _ in range(20):
        page._worked("no")
        if page.outcome.next.isHidden():
            return
        page.outcome.next.start_button.click()


FIX_SCENES: tuple[Callable[[Window], None], ...] = (
    fix_guard, fix_wait, fix_cant, fix_stopped, fix_tried, fix_joined, fix_at_end
)  # fmt: skip
"""More of the checklist: pictured as the scenes are, tested in tests/ui/test_fix.py."""


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
        names = [(scene, f"{scene.__name__}_{style}.png") for scene in (*SCENES, *TOOL_SCENES, *FIX_SCENES, *DIALOG_SCENES)]
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
                dialogs = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
                (dialogs[-1] if dialogs else window).grab().save(str(target / name))
                for dialog in dialogs:
                    dialog.close()
            window.close()
            window.desk.close()
            window.deleteLater()
            settle()
    print(target)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
