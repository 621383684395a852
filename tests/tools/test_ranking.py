"""What the checks find changes which reason comes first."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.belief import believe
from orderdoctor.diagnosis.evidence import Evidence, Kind
from orderdoctor.main import Parts
from orderdoctor.tools.dates import rules as date_rules
from orderdoctor.tools.dates.reckon import Start, reckon
from orderdoctor.tools.finding import Speaks
from orderdoctor.tools.split import rules as split_rules
from orderdoctor.tools.split.check import Limit, split_order
from orderdoctor.tools.split.lines import read_items
from orderdoctor.tools.status import rules as status_rules
from orderdoctor.tools.status.recognise import Recogniser
from orderdoctor.tools.status.way import speaks as status_speaks

HANOI = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 22, 21, 40, tzinfo=HANOI)


@pytest.fixture(scope="module")
def tools(bundle: Path) -> Path:
    return bundle / "tools"


def before(catalog: Catalog, *reasons: str) -> dict[str, float]:
    """A belief in which some reasons are equally likely and all others can be neglected."""
    rest = 0.01 / len(catalog.reasons)
    weights = {reason: 1.0 if reason in reasons else rest for reason in catalog.reasons}
    return {reason: weight / sum(weights.values()) for reason, weight in weights.items()}


def first(priors: dict[str, float], speaks: Speaks) -> str:
    """The reason that comes first once a check has spoken."""
    most = max([1.0, *speaks.values()])
    evidence = Evidence(Kind.TOOL, "check", {reason: ratio / most for reason, ratio in speaks.items()}, 1 / most)
    belief = believe(priors, [evidence])
    return max(priors, key=lambda reason: belief[reason])


@pytest.mark.parametrize(("sent", "reason"), [("2026-11-20", "refund.waiting"), ("2026-09-20", "refund.not-received")])
def test_the_working_days_decide_whether_a_refund_is_late(
    catalog: Catalog, tools: Path, sent: str, reason: str
) -> None:
    answer = reckon(date_rules.read_rules(tools), "refund", Start(date.fromisoformat(sent), None, HANOI), NOW)
    assert first(before(catalog, "refund.waiting", "refund.not-received"), answer.speaks) == reason


def test_an_old_link_goes_before_a_lost_login(catalog: Catalog, tools: Path) -> None:
    rules = date_rules.read_rules(tools)
    priors = before(catalog, "link.connector-expired", "account.login-lost")
    old, young = (reckon(rules, "connector", Start(date(2026, m, 1), None, HANOI), NOW).speaks for m in (6, 11))
    assert first(priors, old) == "link.connector-expired"
    assert first(priors, young) == "account.login-lost"


@pytest.mark.parametrize(
    ("text", "reason"), [("A 12 x 2", "order.over-20-cad"), ("A 3 x 2", "order.country-not-served")]
)
def test_the_sum_decides_whether_the_limit_is_the_reason(catalog: Catalog, tools: Path, text: str, reason: str) -> None:
    items, _ = read_items(text)
    answer = split_order(items, Limit(Decimal(20), "CAD"), split_rules.read_rules(tools))
    assert first(before(catalog, "order.over-20-cad", "order.country-not-served"), answer.speaks) == reason


@pytest.mark.parametrize(
    ("status", "reason"),
    [("WAIT_SELLER_SEND_GOODS", "ship.tracking-rejected"), ("PLACE_ORDER_SUCCESS", "ship.not-awaiting-shipment")],
)
def test_the_status_decides_why_a_shipment_can_t_be_declared(
    catalog: Catalog, tools: Path, shared_parts: Parts, status: str, reason: str
) -> None:
    rules = status_rules.read_rules(tools)
    recognised = Recogniser(catalog, rules, shared_parts.folder.plain).recognise(status)
    speaks = status_speaks(recognised, catalog, rules)
    assert first(before(catalog, "ship.tracking-rejected", "ship.not-awaiting-shipment"), speaks) == reason
