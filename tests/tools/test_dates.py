"""The check of dates: windows and deadlines as the sources name them, both where they disagree."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdoctor.catalog.model import Catalog
from orderdoctor.i18n import Words
from orderdoctor.tools import dates_words
from orderdoctor.tools.dates.clock import LATEST, Point, months_later, offset_text, zone_named
from orderdoctor.tools.dates.reckon import Reckoning, Start, State, reckon, reckon_left, reckon_until
from orderdoctor.tools.dates.rules import Rules, read_rules
from orderdoctor.tools.dates.typed import Unreadable

HANOI = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 22, 21, 40, tzinfo=HANOI)


@pytest.fixture(scope="module")
def rules(bundle: Path) -> Rules:
    return read_rules(bundle / "tools")


def on(day: str, at: str = "") -> Start:
    return Start(date.fromisoformat(day), time.fromisoformat(at) if at else None, HANOI)


def whats(answer: Reckoning) -> set[str]:
    return {finding.what for finding in answer.findings}


def test_a_refund_comes_3_to_20_working_days_later(rules: Rules) -> None:
    # karger.blog and AliExpress' help (copy of 2018): 3 to 20 working days.
    answer = reckon(rules, "refund", on("2026-11-20"), NOW)
    assert (answer.first.day, answer.last.day) == (date(2026, 11, 25), date(2026, 12, 18))
    assert (answer.state, answer.safe) == (State.EARLY, answer.last)
    assert answer.countries == ("CN",)


def test_a_refund_waits_for_the_holidays_of_every_country(rules: Rules) -> None:
    china = reckon(rules, "refund", on("2026-11-20"), NOW, ["CN"])
    both = reckon(rules, "refund", on("2026-11-20"), NOW, ["CN", "US", "VN"])
    # 24 November (Vietnam, from 2026) and 26 November (Thanksgiving) do not count.
    assert (both.first.day, both.last.day) == (date(2026, 11, 27), date(2026, 12, 22))
    assert {one.day for one in both.special} == {date(2026, 11, 24), date(2026, 11, 26)}
    assert "own-country" not in whats(both)
    assert "own-country" in whats(reckon(rules, "refund", on("2026-11-20"), NOW))
    assert china.last.day < both.last.day


def test_a_refund_over_new_year_is_estimated(rules: Rules) -> None:
    answer = reckon(rules, "refund", on("2026-11-22"), NOW.replace(year=2026, month=12), ["CN"])
    assert "make-up-days" not in whats(answer)
    answer = reckon(rules, "refund", on("2026-12-21"), NOW + timedelta(days=30), ["CN"])
    assert "make-up-days" in whats(answer)


def test_the_refund_tells_waiting_from_missing(rules: Rules) -> None:
    early = reckon(rules, "refund", on("2026-11-20"), NOW).speaks
    late = reckon(rules, "refund", on("2026-09-28"), NOW).speaks
    within = reckon(rules, "refund", on("2026-11-10"), NOW).speaks
    assert early["refund.waiting"] > 1 > early["refund.not-received"]
    assert late["refund.not-received"] > 1 > late["refund.waiting"]
    assert within == {}


def test_the_connectors_permission_lasts_30_days(rules: Rules) -> None:
    answer = reckon(rules, "connector", on("2026-10-25"), NOW)
    assert answer.first.day == answer.last.day == answer.safe.day == date(2026, 11, 24)
    assert (answer.state, answer.left) == (State.EARLY, timedelta(days=2))
    assert reckon(rules, "connector", on("2026-10-23"), NOW).state is State.WITHIN
    assert reckon(rules, "connector", on("2026-10-22"), NOW).state is State.OVER


def test_the_link_of_dsers_lasts_3_to_4_months(rules: Rules) -> None:
    answer = reckon(rules, "dsers", on("2026-11-30"), NOW + timedelta(days=8))
    assert (answer.first.day, answer.last.day) == (date(2027, 2, 28), date(2027, 3, 30))
    assert answer.safe == answer.first
    assert answer.speaks["link.dsers-expired"] < 1


def test_an_old_link_speaks_for_having_expired(rules: Rules) -> None:
    assert reckon(rules, "dsers", on("2026-06-01"), NOW).speaks["link.dsers-expired"] > 1
    assert reckon(rules, "connector", on("2026-06-01"), NOW).speaks["link.connector-expired"] > 1


def test_a_cancellation_has_48_or_72_hours_and_each_has_its_sources(rules: Rules) -> None:
    answer = reckon(rules, "cancel-answer", on("2026-11-21", "14:05"), NOW)
    ends = {span.claim.basis.source: span.last.at for span in answer.spans}
    in_48, in_72 = datetime(2026, 11, 23, 14, 5, tzinfo=HANOI), datetime(2026, 11, 24, 14, 5, tzinfo=HANOI)
    assert ends == {
        "guide-aliexpress-shipped": in_48,
        "freegameguide-cancel": in_48,
        "alifaq-cancel": in_72,
        "alihelpcenter-cancel": in_72,
    }
    assert (answer.first.at, answer.last.at) == (in_48, in_72)


def test_who_has_to_answer_relies_on_48_hours_and_who_waits_on_72(rules: Rules) -> None:
    asked = on("2026-11-21", "14:05")
    assert reckon(rules, "cancel-answer", asked, NOW, waits=False).safe.day == date(2026, 11, 23)
    assert reckon(rules, "cancel-answer", asked, NOW, waits=True).safe.day == date(2026, 11, 24)


def test_hours_without_a_time_of_day_are_counted_from_midnight_and_that_is_said(rules: Rules) -> None:
    answer = reckon(rules, "cancel-answer", on("2026-11-21"), NOW)
    assert answer.first.at == datetime(2026, 11, 23, tzinfo=HANOI)
    assert "no-time" in whats(answer)
    assert "no-time" not in whats(reckon(rules, "cancel-answer", on("2026-11-21", "14:05"), NOW))


def test_paying_has_5_to_20_days_and_24_hours_for_tmall_stand_apart(rules: Rules) -> None:
    answer = reckon(rules, "pay", on("2026-11-20", "10:00"), NOW)
    assert (answer.first.day, answer.last.day) == (date(2026, 11, 25), date(2026, 12, 10))
    assert answer.first.at == datetime(2026, 11, 25, 10, tzinfo=HANOI)
    tmall = [span for span in answer.spans if span.claim.only]
    assert [span.last.at for span in tmall] == [datetime(2026, 11, 21, 10, tzinfo=HANOI)]


def test_shipping_has_3_to_10_days_or_7_working_days(rules: Rules) -> None:
    # From 29 September the Chinese holiday pushes seven working days behind ten days.
    answer = reckon(rules, "ship", on("2026-09-29"), NOW)
    assert (answer.first.day, answer.last.day) == (date(2026, 10, 2), date(2026, 10, 14))
    assert answer.speaks["cancel.seller-did-not-ship"] > 1


def test_a_countdown_on_the_screen_goes_before_every_rule(rules: Rules) -> None:
    answer = reckon_left(rules, "pay", timedelta(days=2, hours=3), NOW, HANOI)
    assert answer.safe.at == datetime(2026, 11, 25, 0, 40, tzinfo=HANOI)
    assert (answer.spans, answer.state, answer.left) == ((), State.EARLY, timedelta(days=2, hours=3))


def test_an_end_that_is_known_is_taken_as_it_is(rules: Rules) -> None:
    answer = reckon_until(rules, "own", on("2026-12-24"), NOW)
    assert (answer.safe, answer.left) == (Point(date(2026, 12, 24)), timedelta(days=32))
    assert reckon_until(rules, "own", on("2026-11-21"), NOW).state is State.OVER
    assert reckon_until(rules, "own", on("2026-11-22"), NOW).state is State.EARLY


def test_a_start_that_is_still_ahead_is_pointed_out_and_says_nothing_of_the_reasons(rules: Rules) -> None:
    answer = reckon(rules, "refund", on("2026-12-01"), NOW)
    assert "start-ahead" in whats(answer)
    assert answer.speaks == {}


def test_on_the_last_day_it_says_that_no_hour_is_known(rules: Rules) -> None:
    assert "last-day" in whats(reckon(rules, "connector", on("2026-10-23"), NOW))


def test_an_hour_stays_an_hour_when_the_clocks_change() -> None:
    paris = zone_named("Europe/Paris")
    now = datetime(2026, 10, 24, 12, tzinfo=paris)
    folder = Path(__file__).parents[2] / "resources" / "tools"
    answer = reckon(read_rules(folder), "cancel-answer", Start(date(2026, 10, 24), time(12), paris), now)
    assert answer.first.at is not None
    assert answer.first.at - now.astimezone(UTC) == timedelta(hours=48)
    assert (answer.first.at.hour, offset_text(answer.first.at)) == (11, "UTC+01:00")


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2026-11-30", 3, "2027-02-28"), ("2027-11-30", 3, "2028-02-29"), ("2026-10-31", 4, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15")],
)  # fmt: skip
def test_a_month_ends_with_its_last_day(day: str, months: int, later: str) -> None:
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)


@pytest.mark.parametrize(
    ("name", "offset"),
    [
        ("UTC+7", "UTC+07:00"), ("gmt-8", "UTC-08:00"), ("+05:30", "UTC+05:30"), ("Z", "UTC+00:00"), ("PST", "UTC-08:00"),
        ("北京时间", "UTC+08:00"), ("giờ Việt Nam", "UTC+07:00"), ("Asia/Ho_Chi_Minh", "UTC+07:00"),
    ],
)  # fmt: skip
def test_a_time_zone_goes_by_many_names(name: str, offset: str) -> None:
    assert offset_text(datetime(2026, 11, 22, tzinfo=zone_named(name))) == offset


@pytest.mark.parametrize("name", ["", "UTC+99", "nowhere", "Not/AZone", "../../etc/passwd", "A/../B", "+7:99"])
def test_what_is_no_time_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        zone_named(name)


def test_the_table_names_only_what_exists(rules: Rules, catalog: Catalog) -> None:
    for rule in rules.rules.values():
        assert {claim.basis.source for claim in rule.claims} <= set(catalog.sources)
        assert {*rule.over, *rule.early} <= set(catalog.reasons)
        assert all((claim.least or 0) <= claim.most for claim in rule.claims)
        assert rule.nature in ("arrives", "expires", "act", "wait")
        assert rule.claims or rule.id == "own"


def test_every_ratio_is_a_modest_number(rules: Rules) -> None:
    for rule in rules.rules.values():
        assert all(0.05 <= ratio <= 10 for ratio in (*rule.over.values(), *rule.early.values()))


@pytest.mark.parametrize("code", ["en", "vi", "zh"])
def test_every_rule_and_state_has_words(rules: Rules, all_words: dict[str, Words], code: str) -> None:
    words = all_words[code]
    for rule in rules.rules.values():
        assert "{" not in dates_words.rule_text(rule, words)
        for claim in rule.claims:
            assert "{" not in dates_words.claim_text(claim, words)
        for back in (0, 2, 5, 40, 200) if rule.claims else ():
            for at in (None, time(9)):
                start = Start(NOW.date() - timedelta(days=back), at, HANOI)
                answer = reckon(rules, rule.id, start, NOW, ["CN", "ID"])
                said = [
                    dates_words.verdict_text(answer, words),
                    dates_words.left_text(answer, words),
                    *dates_words.special_text(answer.special, rules.countries, words),
                    *(dates_words.finding_text(found, rules.countries, words) for found in answer.findings),
                    dates_words.reminder(answer, [], words).text,
                ]
                assert not any("{" in text for text in said)


@pytest.mark.parametrize(
    "why", ["two-readings", "no-such-day", "no-such-time", "year", "zone", "not-a-time-left", "not-a-day"]
)
def test_every_unreadable_text_gets_an_answer_that_quotes_it(all_words: dict[str, Words], why: str) -> None:
    assert "quoted" in dates_words.unreadable_text(Unreadable("quoted", why), all_words["en"])


def test_what_happened_days_ago_is_told_in_days_and_moments_in_hours(rules: Rules, all_words: dict[str, Words]) -> None:
    words = all_words["en"]
    assert dates_words.left_text(reckon(rules, "connector", on("2026-10-25"), NOW), words) == "That is in 2 days."
    assert dates_words.left_text(reckon(rules, "refund", on("2026-09-28"), NOW), words) == "That was 23 days ago."
    asked = reckon(rules, "cancel-answer", on("2026-11-21", "14:05"), NOW)
    assert dates_words.left_text(asked, words) == "Time left: 16 hours 25 minutes."


@given(
    st.dates(date(2005, 1, 1), date(LATEST, 12, 31)),
    st.one_of(st.none(), st.times()),
    st.datetimes(datetime(2006, 1, 1), datetime(2098, 1, 1), timezones=st.just(HANOI)),
)
@settings(deadline=None, max_examples=60)
def test_whatever_the_dates_the_window_is_in_order(rules: Rules, day: date, at: time | None, now: datetime) -> None:
    for kind, rule in rules.rules.items():
        if rule.claims:
            answer = reckon(rules, kind, Start(day, at, HANOI), now)
            assert answer.first.order <= answer.last.order
            assert answer.safe in (answer.first, answer.last)
            assert (answer.state is State.OVER) == answer.last.over(now)
