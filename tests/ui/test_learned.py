"""What the program learned from the user's cases is shown in Settings, and forgotten at a click."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from orderdoctor.cases.events import Opened, Outcome, ReasonChosen
from orderdoctor.ui.pages.settings import SettingsPage
from orderdoctor.ui.widgets.learned import LearnedCard
from orderdoctor.ui.window import Window

REASON = "order.over-20-cad"


def solve_one(window: Window) -> None:
    opened = Opened("a text", "en", None, (), "match", (), "v")
    case = window.desk.cases.start(opened)
    window.desk.record(case.id, ReasonChosen(REASON, 0.9, None, "Title", ()), Outcome("yes", REASON, None))


def card_of(window: Window) -> LearnedCard:
    window.go("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    return page.findChildren(LearnedCard)[0]


def texts(card: LearnedCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card))


def test_solved_cases_count_are_shown_and_can_be_forgotten(window: Window, qtbot: QtBot) -> None:
    doctor, catalog = window.desk.doctor, window.desk.catalog
    assert doctor is not None and catalog is not None
    before = doctor.priors[REASON]
    for _ in range(3):
        solve_one(window)
    assert doctor.priors[REASON] > 2 * before
    card = card_of(window)
    title = window.kit.words.of(catalog.reasons[REASON].title)
    assert f"{title}: 3 solved cases" in texts(card)
    card._forget.click()
    assert doctor.priors[REASON] == before
    assert title not in texts(card)
    window.notes.act()
    assert doctor.priors[REASON] > 2 * before
    assert title in texts(card)


def test_what_is_solved_after_forgetting_counts_again(window: Window) -> None:
    doctor = window.desk.doctor
    assert doctor is not None
    solve_one(window)
    card = card_of(window)
    card._forget.click()
    forgotten = doctor.priors[REASON]
    solve_one(window)
    assert doctor.priors[REASON] > forgotten
