"""The order status check: every spelling and language is recognised, and the diagram shows every way on, once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdoctor.catalog.model import Catalog
from orderdoctor.i18n import Words
from orderdoctor.main import Parts
from orderdoctor.tools import status_words
from orderdoctor.tools.status.recognise import LONGEST, How, Kind, Recogniser, statuses_behind
from orderdoctor.tools.status.rules import Rules, read_rules
from orderdoctor.tools.status.way import HIGHEST, LOWEST, diagram, speaks


@pytest.fixture(scope="module")
def rules(bundle: Path) -> Rules:
    return read_rules(bundle / "tools")


@pytest.fixture(scope="module")
def recogniser(shared_parts: Parts, rules: Rules, all_words: dict[str, Words]) -> Recogniser:
    catalog = shared_parts.catalog
    names = status_words.names_in(catalog, all_words.values())
    return Recogniser(catalog, rules, shared_parts.folder.plain, names)


def test_every_code_is_recognised_as_it_is_written(recogniser: Recogniser, catalog: Catalog) -> None:
    for status in catalog.statuses.values():
        for code in (status.id, *status.aliases):
            assert recogniser.recognise(code).of(Kind.STATUS) == (status.id,), code
    for end in catalog.end_reasons:
        assert recogniser.recognise(end).of(Kind.END_REASON) == (end,)


@pytest.mark.parametrize(
    "spelled",
    [
        "WAIT_SELLER_SEND_GOODS", "wait_seller_send_goods", "wait seller send goods", "Wait-Seller-Send-Goods",
        "WaitSellerSendGoods", "waitsellersendgoods",
        "ＷＡＩＴ＿ＳＥＬＬＥＲ＿ＳＥＮＤ＿ＧＯＯＤＳ", "WAIT_SELLER\u200b_SEND_GOODS",
        '"order_status":"WAIT_SELLER_SEND_GOODS"', "status = WAIT_SELLER_SEND_GOODS.",
        "等待您发货", "等待您發貨", "订单状态：等待您发货", "现在是等待您发货，怎么办", "待发货", "Waiting for shipment",
        "order status: waiting for shipment", "Chờ gửi hàng", "cho gui hang", "trạng thái: chờ gửi hàng",
    ],
)  # fmt: skip
def test_a_status_is_recognised_in_every_spelling_and_language(recogniser: Recogniser, spelled: str) -> None:
    assert recogniser.recognise(spelled).of(Kind.STATUS) == ("WAIT_SELLER_SEND_GOODS",)


def test_both_spellings_of_partly_shipped_mean_the_same(recogniser: Recogniser) -> None:
    # statuses.md: the order's status is SELLER_PART_SEND_GOODS, the logistics status SELLER_SEND_PART_GOODS.
    order, logistics = (recogniser.recognise(code) for code in ("SELLER_PART_SEND_GOODS", "SELLER_SEND_PART_GOODS"))
    assert order.of(Kind.STATUS) == logistics.of(Kind.STATUS) == ("SELLER_PART_SEND_GOODS",)
    assert [match.how for match in (*order.matches, *logistics.matches)] == [How.CODE, How.ALIAS]


def test_every_name_in_every_language_leads_to_its_status(
    recogniser: Recogniser, catalog: Catalog, all_words: dict[str, Words]
) -> None:
    for status in catalog.statuses.values():
        names = {words.of(status.name) for words in all_words.values()} | set(status.screen.values())
        for name in names:
            assert status.id in recogniser.recognise(name).of(Kind.STATUS), name


def test_the_official_chinese_names_are_all_known(recogniser: Recogniser) -> None:
    # api.alidayu.com/docs/api.htm?apiId=42270, as noted in statuses.md.
    official = {
        "等待买家付款": "PLACE_ORDER_SUCCESS", "等待您发货": "WAIT_SELLER_SEND_GOODS", "部分发货": "SELLER_PART_SEND_GOODS",
        "等待买家收货": "WAIT_BUYER_ACCEPT_GOODS", "买家申请取消": "IN_CANCEL", "含纠纷的订单": "IN_ISSUE",
        "冻结中的订单": "IN_FROZEN", "等待您确认金额": "WAIT_SELLER_EXAMINE_MONEY",
        "买卖家达成一致，资金处理中": "FUND_PROCESSING", "已结束的订单": "FINISH",
        "订单处于风控24小时中，从买家在线支付完成后开始，持续24小时": "RISK_CONTROL",
    }  # fmt: skip
    for name, status in official.items():
        assert recogniser.recognise(name).of(Kind.STATUS) == (status,), name


@pytest.mark.parametrize(
    ("typed", "system", "ids"),
    [
        ("Pending", None, ("dsers-pending", "autods-pending")),
        ("Pending", "dsers", ("dsers-pending",)),
        ("DSers: Pending", None, ("dsers-pending",)),
        ("Pending in AutoDS", "dsers", ("autods-pending",)),
        ("Đang chờ vận chuyển", "ali-dropship-connector", ("connector-awaiting-shipment",)),
        ("Mapping Required", None, ("rondevu-mapping-required",)),
    ],
)
def test_an_apps_label_is_recognised_and_the_users_app_goes_first(
    recogniser: Recogniser, typed: str, system: str | None, ids: tuple[str, ...]
) -> None:
    assert recogniser.recognise(typed, system).of(Kind.APP_STATUS) == ids


def test_behind_what_aliexpress_shows_to_buyers_stands_a_status_of_the_platform(
    recogniser: Recogniser, rules: Rules
) -> None:
    assert statuses_behind(recogniser.recognise("To ship"), rules) == ("WAIT_SELLER_SEND_GOODS",)
    assert statuses_behind(recogniser.recognise("To pay"), rules) == ("PLACE_ORDER_SUCCESS",)


def test_in_a_reply_the_order_status_goes_before_the_other_fields(recogniser: Recogniser, rules: Rules) -> None:
    reply = '{"order_status":"FINISH","logistics_status":"SELLER_SEND_GOODS","fundStatus":"PAY_SUCCESS","issueStatus":"NO_ISSUE"}'
    recognised = recogniser.recognise(reply)
    assert statuses_behind(recognised, rules) == ("FINISH",)
    assert recognised.of(Kind.FIELD) == ("PAY_SUCCESS", "NO_ISSUE")
    assert [reply[slice(*match.span)] for match in recognised.matches] == [
        "FINISH", "SELLER_SEND_GOODS", "PAY_SUCCESS", "NO_ISSUE"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "xyzzy", "I want to cancel and finish this", "NO_SELLER_SEND_GOODS", "not-wait_seller_send_goods"]
)
def test_what_is_no_status_is_none(recogniser: Recogniser, text: str) -> None:
    assert recogniser.recognise(text).matches == ()


def test_a_code_with_a_slip_gets_the_nearest_names(recogniser: Recogniser) -> None:
    assert recogniser.recognise("WAIT_SELER_SEND_GOODS").close[0] == "WAIT_SELLER_SEND_GOODS"


def test_the_table_names_only_what_exists(rules: Rules, catalog: Catalog) -> None:
    statuses = {*rules.way, *rules.usual, *rules.shown_for.values(), *(s for a in rules.against for s in a.statuses)}
    assert statuses <= set(catalog.statuses)
    assert set(rules.shown_for) <= set(catalog.app_statuses)
    assert {field.source for field in rules.fields} <= set(catalog.sources)
    assert {reason for against in rules.against for reason in against.reasons} <= set(catalog.reasons)
    assert all(status.system == "aliexpress" for key, status in catalog.app_statuses.items() if key in rules.shown_for)


def test_no_usual_name_stands_for_two_statuses(rules: Rules, shared_parts: Parts) -> None:
    folded = [shared_parts.folder.plain(name) for names in rules.usual.values() for name in dict.fromkeys(names)]
    per_status = [{shared_parts.folder.plain(name) for name in names} for names in rules.usual.values()]
    assert sum(map(len, per_status)) == len(set(folded))


def test_the_diagram_shows_each_status_and_each_way_on_once(catalog: Catalog, rules: Rules) -> None:
    rows = diagram(catalog, rules, {"IN_CANCEL"})
    assert sorted(row.status for row in rows) == sorted(catalog.statuses)
    for row in rows:
        ways = [way for way in (row.down, *row.ways) if way]
        assert sorted(ways) == sorted(catalog.statuses[row.status].next)
    assert [row.status for row in rows if row.main] == list(rules.way)
    assert all(row.down for row in rows if row.main and row.status != "FINISH")
    assert [row.status for row in rows if row.here] == ["IN_CANCEL"]


def test_a_status_in_which_a_shipment_may_be_declared_speaks_against_the_reasons_that_it_may_not(
    recogniser: Recogniser, catalog: Catalog, rules: Rules
) -> None:
    ready = speaks(recogniser.recognise("WAIT_SELLER_SEND_GOODS"), catalog, rules)
    shipped = speaks(recogniser.recognise("WAIT_BUYER_ACCEPT_GOODS"), catalog, rules)
    assert ready["ship.not-awaiting-shipment"] < 1 < shipped["ship.not-awaiting-shipment"]
    assert ready["order.unpaid"] < 1
    assert speaks(recogniser.recognise("PLACE_ORDER_SUCCESS"), catalog, rules)["order.unpaid"] > 1


def test_shippable_statuses_are_the_two_that_the_open_platform_names(catalog: Catalog, rules: Rules) -> None:
    shippable = {key for key, status in catalog.statuses.items() if status.seller_may_ship}
    assert shippable == {"WAIT_SELLER_SEND_GOODS", "SELLER_PART_SEND_GOODS"}
    assert shippable in [against.statuses for against in rules.against]


def test_an_end_reason_speaks_loudly(recogniser: Recogniser, catalog: Catalog, rules: Rules) -> None:
    said = speaks(recogniser.recognise("seller_send_goods_timeout"), catalog, rules)
    assert said == {"cancel.seller-did-not-ship": rules.weights["end_reason"]}


def test_a_label_of_several_apps_speaks_more_quietly_than_that_of_one(
    recogniser: Recogniser, catalog: Catalog, rules: Rules
) -> None:
    both = speaks(recogniser.recognise("Pending"), catalog, rules)
    one = speaks(recogniser.recognise("Pending", "dsers"), catalog, rules)
    assert 1 < both["order.store-payment-pending"] < one["order.store-payment-pending"]


@pytest.mark.parametrize("code", ["en", "vi", "zh"])
def test_everything_that_can_be_recognised_has_words(
    recogniser: Recogniser, catalog: Catalog, rules: Rules, all_words: dict[str, Words], code: str
) -> None:
    words = all_words[code]
    texts = [*catalog.statuses, *catalog.end_reasons, *catalog.app_statuses, *(field.value for field in rules.fields)]
    for text in [*texts, "等待您发货", "待发货", '"logistics_status":"SELLER_SEND_GOODS"']:
        for match in recogniser.recognise(text).matches:
            assert "{" not in status_words.match_text(match, catalog, rules, words)
    for shown, status in rules.shown_for.items():
        assert status in status_words.behind_text(shown, status, catalog, words)
    lines = list(status_words.diagram_lines(diagram(catalog, rules, {"FINISH"}), catalog, words))
    assert sum(sign in "●○" for sign, _ in lines if sign) == len(catalog.statuses)


@given(st.text(max_size=300))
@settings(deadline=None)
def test_no_text_crashes_it_and_ratios_stay_in_bounds(
    recogniser: Recogniser, catalog: Catalog, rules: Rules, text: str
) -> None:
    recognised = recogniser.recognise(text)
    assert all(LOWEST <= ratio <= HIGHEST for ratio in speaks(recognised, catalog, rules).values())


@pytest.mark.parametrize(
    "text", ["wait seller " * 2000, "待" * 20_000, "_" * 20_000, "WAIT_SELLER_SEND_GOODS " * 1000, "a: " * 9000]
)
def test_the_longest_input_takes_less_than_50_ms(recogniser: Recogniser, text: str) -> None:
    assert len(text) > LONGEST
    began = time.process_time()
    recogniser.recognise(text)
    assert time.process_time() - began < 1.0
