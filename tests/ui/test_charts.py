"""What the user met: U1, U5, U6, U10 to U14, U18, U30, I8, I30."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import screens
from orderdoctor.catalog.model import Catalog
from orderdoctor.i18n import CHINESE, ENGLISH, LANGUAGES, VIETNAMESE, Language
from orderdoctor.ui.pages.cases import CasesPage
from orderdoctor.ui.periods import MOST_MONTHS, MOST_YEARS, PERIODS, Span, edges, spans
from orderdoctor.ui.widgets import chart as charts
from orderdoctor.ui.widgets.chart import Part, draw_part
from orderdoctor.ui.widgets.met import MOST, MetView
from orderdoctor.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.reading import accessible_name, controls
from tests.ui.test_access import contrast

MONDAY = 1
TODAY = date(2026, 11, 23)
LONG_AGO = date(2020, 1, 1)


def met_of(window: Window) -> MetView:
    """The view, with half a year of cases."""
    screens.met(window)
    screens.settle()
    page = window.page("cases")
    assert isinstance(page, CasesPage)
    assert page.met is not None
    return page.met


# --- the calendar


@pytest.mark.parametrize(("period", "days", "more"), [("month", 30, 6), ("quarter", 90, 6), ("year", 365, 0)])
def test_a_period_has_as_many_days_as_it_says_and_what_makes_its_first_week_whole(period: str, days: int, more: int) -> None:
    chosen = spans(period, TODAY, LONG_AGO, MONDAY)
    assert days - 1 <= (TODAY - chosen[0].begins).days <= days - 1 + more
    assert all(before.begins < after.begins <= TODAY for before, after in pairwise(chosen))


@pytest.mark.parametrize("week_begins", range(1, 8))
@pytest.mark.parametrize("today", [TODAY + timedelta(days=i) for i in range(7)])
def test_weeks_begin_where_the_language_begins_them(today: date, week_begins: int) -> None:
    chosen = spans("quarter", today, LONG_AGO, week_begins)
    assert {span.begins.isoweekday() for span in chosen} == {week_begins}
    assert all((after.begins - before.begins).days == 7 for before, after in pairwise(chosen))


def test_a_year_is_counted_by_months_and_a_long_history_by_years() -> None:
    assert [span.unit for span in spans("year", TODAY, LONG_AGO, MONDAY)] == ["month"] * 13
    assert spans("all", TODAY, date(2026, 9, 3), MONDAY) == (
        Span("month", date(2026, 9, 3), open_begin=True), Span("month", date(2026, 10, 1)), Span("month", date(2026, 11, 1)),
    )  # fmt: skip
    assert [span.begins.year for span in spans("all", TODAY, LONG_AGO, MONDAY)] == list(range(2020, 2027))


@pytest.mark.parametrize("first", [date(1970, 1, 1), date(1, 1, 1), date(2099, 5, 5), TODAY, date(2024, 12, 1), date(2024, 11, 30)])
def test_r22_a_case_of_a_wrong_clock_makes_no_endless_chart(first: date) -> None:
    chosen = spans("all", TODAY, first, MONDAY)
    assert 1 <= len(chosen) <= max(MOST_MONTHS, MOST_YEARS)
    assert chosen[0].open_begin
    assert chosen[-1].begins <= TODAY


def test_spans_begin_at_midnight_where_the_user_is_also_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    chosen = (Span("week", date(2026, 10, 19)), Span("week", date(2026, 10, 26)))
    assert edges(chosen, berlin) == [datetime(2026, 10, 18, 22, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC)]
    assert edges((Span("year", LONG_AGO, open_begin=True),))[0] == datetime.min.replace(tzinfo=UTC)


# --- the numbers


@pytest.mark.parametrize("period", [name for name, _ in PERIODS])
def test_the_table_and_the_chart_have_the_numbers_of_the_store(window: Window, period: str) -> None:
    met = met_of(window)
    met.choose(period)
    counted = window.desk.cases.statistics(edges(met._spans(window.desk.cases.first_opened())), MOST)
    total = counted.total
    rows = met.outcomes.table.rows
    assert [[int(cell) for cell in row[1:]] for row in rows] == [
        [tally.solved, tally.open, tally.waiting, tally.handed_over, tally.total] for tally in counted.spans
    ]
    assert [bar.values for bar in met.outcomes.chart.bars] == [tuple(map(int, row[1:5])) for row in rows]
    assert [bar.name for bar in met.outcomes.chart.bars] == [row[0] for row in rows]
    assert sum(int(row[1]) for row in met.reasons.table.rows) == total.total
    assert sum(int(row[2]) for row in met.reasons.table.rows) == total.solved
    assert [bar.total for bar in met.reasons.chart.bars] == [int(row[1]) for row in met.reasons.table.rows]
    assert str(total.total) in met._count.text()


def test_the_reasons_come_by_frequency_the_others_together_and_those_without_one_last(window: Window) -> None:
    met = met_of(window)
    met.choose("all")
    *named, others, none = met.reasons.table.rows
    assert len(named) == MOST
    counts = [int(row[1]) for row in named]
    assert counts == sorted(counts, reverse=True)
    assert others[0].endswith("other reasons") or others[0] == "1 other reason"
    assert none[0] == "No reason found"
    assert none[3] == "–"


def test_all_cases_are_counted_in_all(window: Window) -> None:
    met = met_of(window)
    met.choose("all")
    assert met._count.text() == f"{len(window.desk.cases.cases(limit=1000))} cases began in this time."


# --- without colour, by keyboard, by ear


def test_u12_the_parts_differ_in_pattern(window: Window) -> None:
    met = met_of(window)
    for exhibit in (met.outcomes, met.reasons):
        patterns = [part.pattern for part in exhibit.chart.parts]
        assert len(set(patterns)) == len(patterns)
    pictures = {pattern: _grey(pattern) for pattern in ("full", "empty", "stripes", "dots")}
    for one in pictures:
        for other in pictures:
            assert one == other or abs(pictures[one] - pictures[other]) > 0.04, (one, other)


def _grey(pattern: str) -> float:
    """How much of an area is inked."""
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_part(painter, QRectF(0, 0, 60, 60), Part("", "", pattern), Qt.GlobalColor.black, Qt.GlobalColor.white, 6)
    painter.end()
    inked = sum(image.pixelColor(x, y).lightness() < 128 for x in range(4, 56) for y in range(4, 56))
    return inked / 52**2


@pytest.mark.parametrize("theme", ["light", "dark", "high-contrast"])
def test_u10_the_parts_stand_out_from_the_ground(open_window: Open, theme: str) -> None:
    window = open_window(theme=theme)
    met = met_of(window)
    look = window.kit.look
    for exhibit in (met.outcomes, met.reasons):
        for part in exhibit.chart.parts:
            assert contrast(look.color(part.tone), look.color("surface")) >= 3, part.tone


@pytest.mark.parametrize(("name", "after"), [("outcomes", Qt.Key.Key_Right), ("reasons", Qt.Key.Key_Down)])
def test_u5_u18_the_keys_go_from_bar_to_bar_and_each_is_told(
    window: Window, monkeypatch: pytest.MonkeyPatch, name: str, after: Qt.Key
) -> None:
    told: list[str] = []
    monkeypatch.setattr(charts, "announce", lambda _widget, text: told.append(text))
    exhibit = getattr(met_of(window), name)
    chart = exhibit.chart
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(2):
        QTest.keyClick(chart, after)
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, after)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    said = [bar.spoken for bar in chart.bars]
    assert told == [said[0], said[1], said[-1], said[-1], said[0]]
    assert exhibit._told.text() == said[0]


def test_the_mouse_shows_the_numbers_too(window: Window) -> None:
    chart = met_of(window).outcomes.chart
    place = chart._places()[3].center()
    QTest.mouseMove(chart, QPoint(round(place.x()), round(place.y())))
    screens.settle()
    assert chart.current == 3
    assert chart._places()[3].contains(QPointF(place))


def test_u1_the_charts_say_what_they_are_and_what_they_show(window: Window) -> None:
    met = met_of(window)
    for exhibit, title in ((met.outcomes, "How they stand today"), (met.reasons, "The most frequent reasons")):
        interface = QAccessible.queryAccessibleInterface(exhibit.chart)
        assert interface.text(QAccessible.Text.Name) == f"Chart: {title}"
        description = interface.text(QAccessible.Text.Description)
        assert description.startswith("Solved: ")
        assert "table" in description
        assert accessible_name(exhibit.table) == f"Table: {title}"


def test_a_screen_reader_reads_the_table_cell_by_cell(window: Window) -> None:
    table = met_of(window).outcomes.table
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface.role() == QAccessible.Role.Table
    read = [interface.child(i).text(QAccessible.Text.Name) for i in range(interface.childCount())]
    assert set(table.heads) <= set(read)
    for row in table.rows:
        assert row[0] in read
        assert {f"{row[0]} · {head}: {cell}" for head, cell in zip(table.heads[1:], row[1:], strict=True)} <= set(read)


def test_u6_tab_leaves_the_table(window: Window) -> None:
    met = met_of(window)
    met.outcomes.table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(met.outcomes.table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is met.outcomes.copy_button
    assert met.outcomes.chart in controls(window)


def test_the_table_is_copied_with_its_heads(window: Window) -> None:
    met = met_of(window)
    met.reasons.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Reason\tCases\tSolved\tTime to solve"
    assert len(lines) == 1 + len(met.reasons.table.rows)
    assert met.reasons.copy_button.text() == "Copied"
    met.outcomes.table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(met.outcomes.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Week from\tSolved")


# --- the page


def test_u30_without_cases_there_is_a_sentence_and_an_action(window: Window) -> None:
    window.go("cases")
    page = window.page("cases")
    page._count.click()
    screens.settle()
    met = page.met
    assert met._empty_text.text() == "No cases yet. What you met will be counted here."
    assert not met.outcomes.isVisible()
    met._way_out.click()
    assert window.stack.currentWidget() is window.diagnose


def test_u30_a_time_without_cases_leads_to_all_of_them(window: Window) -> None:
    screens.match(window)
    store = window.desk.cases
    clock, now = store._clock, store.now()
    store._clock = lambda: now - timedelta(days=100)
    window.diagnose._start("ship.tracking-rejected")
    store._clock = clock
    met = met_of(window)
    assert met._empty_text.text() == "No case began in this time."
    met._way_out.click()
    screens.settle()
    assert met.outcomes.isVisible()
    assert met._count.text() == "1 case began in this time."


def test_one_button_leads_there_and_back(window: Window) -> None:
    screens.fix(window)
    window.go("cases")
    page = window.page("cases")
    page._count.click()
    screens.settle()
    assert page.heading.text() == "What you met"
    assert not page.list.isVisible()
    assert not page._search.isVisible()
    page._count.click()
    screens.settle()
    assert page.heading.text() == "Cases"
    assert page.list.isVisible()
    assert page._tabs.isVisible()
    assert not page.met.isVisible()


def test_a_new_case_is_counted_at_once(window: Window) -> None:
    met = met_of(window)
    before = met.outcomes.table.rows[-1]
    screens.fix(window)
    window.go("cases")
    assert int(met.outcomes.table.rows[-1][-1]) == int(before[-1]) + 1


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_u13_nothing_is_cut_at_twice_the_size(open_window: Open, language: Language) -> None:
    window = open_window(language, percent=200, size=(1024, 600))
    met = met_of(window)
    assert met.horizontalScrollBar().maximum() == 0
    assert met.widget().minimumSizeHint().width() <= met.viewport().width()
    for exhibit in (met.outcomes, met.reasons):
        assert exhibit.table.width() <= met.viewport().width()
        assert exhibit.table.height() >= exhibit.table.verticalHeader().length()


@pytest.mark.parametrize(
    ("language", "week", "month"), [(ENGLISH, "23/11", "11/2026"), (VIETNAMESE, "23/11", "11/2026"), (CHINESE, "11/23", "2026/11")]
)
def test_i30_dates_are_written_as_in_the_language(open_window: Open, language: Language, week: str, month: str) -> None:
    from orderdoctor.ui.widgets.met import _name

    locale = open_window(language).kit.language.locale
    assert _name(Span("week", TODAY), locale) == week
    assert _name(Span("month", TODAY), locale) == month
    assert _name(Span("year", TODAY), locale) == "2026"


def test_a_reason_that_the_library_lost_is_named_by_its_id(window: Window, catalog: Catalog) -> None:
    met = met_of(window)
    assert met._title("order.gone") == "order.gone"
    assert met._title("order.sku-changed") == catalog.reasons["order.sku-changed"].title.english


@pytest.mark.parametrize("language", [ENGLISH, VIETNAMESE, CHINESE])
def test_no_column_of_a_table_is_cut(open_window: Open, language: Language) -> None:
    window = open_window(language)
    met = met_of(window)
    screens.settle()
    for exhibit in (met.outcomes, met.reasons):
        assert exhibit.table.horizontalScrollBar().maximum() == 0


def test_the_focus_is_on_the_heading_when_the_cases_are_counted(window: Window) -> None:
    window.go("cases")
    met_of(window)
    page = window.page("cases")
    page.count_cases(False)  # type: ignore[attr-defined]
    page.list.setFocus()  # type: ignore[attr-defined]
    page.count_cases()  # type: ignore[attr-defined]
    assert QApplication.focusWidget() is page.heading
