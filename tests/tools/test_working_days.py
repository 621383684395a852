"""Working days: China's decrees day by day, several countries at once, and what is only estimated."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdoctor.tools.dates.rules import Rules, read_rules
from orderdoctor.tools.dates.working_days import UnknownCountry, WorkingDays, country_code, known_countries


@pytest.fixture(scope="module")
def rules(bundle: Path) -> Rules:
    return read_rules(bundle / "tools")


def days(year: int, *spans: str) -> set[date]:
    """The days of spans such as 10-01..10-07, and single days such as 05-09."""
    found: set[date] = set()
    for span in spans:
        first, _, last = span.partition("..")
        start, end = (date(year, *map(int, (part or first).split("-"))) for part in (first, last))
        found |= {start + timedelta(days=n) for n in range((end - start).days + 1)}
    return found


CHINA = {
    # State Council, 国办发明电〔2024〕12号, 12 November 2024
    2025: (
        days(2025, "01-01", "01-28..02-04", "04-04..04-06", "05-01..05-05", "05-31..06-02", "10-01..10-08"),
        days(2025, "01-26", "02-08", "04-27", "09-28", "10-11"),
    ),
    # State Council, 国办发明电〔2025〕7号, 4 November 2025 (gov.cn/zhengce/zhengceku/202511/content_7047091.htm)
    2026: (
        days(2026, "01-01..01-03", "02-15..02-23", "04-04..04-06", "05-01..05-05", "06-19..06-21", "09-25..09-27",
             "10-01..10-07"),
        days(2026, "01-04", "02-14", "02-28", "05-09", "09-20", "10-10"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("year", CHINA)
def test_every_day_of_chinas_decrees_counts_as_decreed(rules: Rules, year: int) -> None:
    off, made_up = CHINA[year]
    calendar = WorkingDays(["CN"], rules.known_until)
    for n in range(365):
        day = date(year, 1, 1) + timedelta(days=n)
        assert calendar.counts(day) == (day in made_up or (day.weekday() < 5 and day not in off)), day
    assert not list(calendar.uncertain(date(year, 1, 1), date(year, 12, 31)))


def test_the_days_after_national_day_are_counted_with_the_made_up_saturday(rules: Rules) -> None:
    calendar = WorkingDays(["CN"], rules.known_until)
    # 29 and 30 September, then 8 October; the 10th (a Saturday) counts, so the 20th day is the 30th.
    assert calendar.after(date(2026, 9, 28), 3) == date(2026, 10, 8)
    assert calendar.after(date(2026, 9, 28), 20) == date(2026, 10, 30)
    special = list(calendar.special(date(2026, 9, 28), date(2026, 10, 30)))
    assert [one.day.day for one in special if not one.made_up] == [1, 2, 5, 6, 7]
    assert [one.day for one in special if one.made_up] == [date(2026, 10, 10)]


def test_without_a_country_monday_to_friday_count() -> None:
    calendar = WorkingDays([], 2026)
    assert calendar.after(date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert calendar.after(date(2026, 10, 1), 20) == date(2026, 10, 29)


def test_a_day_counts_only_where_all_countries_work(rules: Rules) -> None:
    both = WorkingDays(["CN", "US"], rules.known_until)
    assert not both.counts(date(2026, 10, 1))
    assert not both.counts(date(2026, 11, 26))
    assert both.counts(date(2026, 11, 25))
    assert not both.counts(date(2026, 10, 10))


def test_weekends_are_those_of_the_country(rules: Rules) -> None:
    saudi, emirates = (WorkingDays([code], rules.known_until) for code in ("SA", "AE"))
    sunday, friday = date(2026, 11, 22), date(2026, 11, 20)
    assert (saudi.counts(sunday), saudi.counts(friday)) == (True, False)
    assert (emirates.counts(sunday), emirates.counts(friday)) == (False, True)


def test_next_years_decree_that_is_not_known_is_called_uncertain(rules: Rules) -> None:
    uncertain = list(WorkingDays(["CN", "DE"], rules.known_until).uncertain(date(2026, 12, 20), date(2027, 1, 20)))
    assert [(one.country, one.year, one.why) for one in uncertain] == [("CN", 2027, "make-up-days")]


def test_holidays_that_follow_the_moon_are_called_uncertain(rules: Rules) -> None:
    uncertain = WorkingDays(["ID"], rules.known_until).uncertain(date(2027, 2, 1), date(2027, 4, 1))
    assert {one.why for one in uncertain} == {"moon"}


def test_the_year_in_the_table_is_the_last_that_the_pinned_library_knows_for_china(rules: Rules) -> None:
    assert rules.library == f"holidays {holidays.__version__}"
    calendar = holidays.country_holidays("CN", years=range(rules.known_until - 2, rules.known_until + 3))
    assert max(day.year for day in calendar.weekend_workdays) == rules.known_until


@pytest.mark.parametrize(
    ("given_name", "code"),
    [
        ("CN", "CN"), ("cn", "CN"), ("CHN", "CN"), ("China", "CN"), ("中国", "CN"), ("Trung Quốc", "CN"), ("viet nam", "VN"),
        ("Việt Nam", "VN"), ("越南", "VN"), ("UK", "GB"), ("SRB", "RS"), ("ZR", "CD"), ("United States", "US"), ("美国", "US"),
    ],
)  # fmt: skip
def test_a_country_goes_by_its_codes_and_its_names(rules: Rules, given_name: str, code: str) -> None:
    assert country_code(given_name, rules.countries) == code


@pytest.mark.parametrize("given_name", ["", "  ", "Narnia", "XX", "123", "，"])
def test_what_is_no_country_is_refused(rules: Rules, given_name: str) -> None:
    with pytest.raises(UnknownCountry):
        country_code(given_name, rules.countries)


@given(
    st.dates(date(2010, 1, 1), date(2090, 1, 1)), st.integers(0, 40), st.sampled_from(["CN", "VN", "US", "IL", "BR"])
)
@settings(deadline=None, max_examples=60)
def test_so_many_days_after_is_so_many_days_away(day: date, number: int, code: str) -> None:
    calendar = WorkingDays([code], 2026)
    end = calendar.after(day, number)
    assert calendar.between(day, end) == number
    assert number == 0 or calendar.counts(end)


def test_every_country_answers_without_running_away(rules: Rules) -> None:
    slow = []
    for code in known_countries():
        began = time.process_time()
        calendar = WorkingDays([code], rules.known_until)
        end = calendar.after(date(2026, 12, 1), 20)
        list(calendar.special(date(2026, 12, 1), end)), list(calendar.uncertain(date(2026, 12, 1), end))
        if time.process_time() - began > 1.0:
            slow.append(code)
    assert slow == []


def test_the_library_is_not_imported_before_it_is_needed() -> None:
    # Importing it takes 0.1 s: neither the start nor a date without working days pays for it.
    check = (
        "import sys, orderdoctor.cli.arguments, orderdoctor.tools.dates.reckon, orderdoctor.tools.dates_words;"
        "sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
