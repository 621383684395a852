"""The order split check: what people type is read, parts keep the limit, and what is not certain is said."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdoctor.catalog.model import Catalog
from orderdoctor.i18n import Words
from orderdoctor.tools import split_words
from orderdoctor.tools.finding import Severity
from orderdoctor.tools.split.amounts import read_amount
from orderdoctor.tools.split.check import MOST_PIECES, Limit, Split, split_order
from orderdoctor.tools.split.lines import MOST_LINES, read_items
from orderdoctor.tools.split.rules import Rules, read_rules


@pytest.fixture(scope="module")
def rules(bundle: Path) -> Rules:
    return read_rules(bundle / "tools")


CAD_20 = Limit(Decimal(20), "CAD")


def split(text: str, rules: Rules, limit: Limit = CAD_20) -> Split:
    items, bad = read_items(text)
    return split_order(items, limit, rules, bad)


def whats(answer: Split) -> set[str]:
    return {finding.what for finding in answer.findings}


@pytest.mark.parametrize(
    ("line", "name", "price", "quantity"),
    [
        ("Phone case 3.50 x 4", "Phone case", "3.50", 4),
        ("2 x Phone case 3.50", "Phone case", "3.50", 2),
        ("2x Phone case $3.50", "Phone case", "3.50", 2),
        ("Phone case, 3.50, 2", "Phone case", "3.50", 2),
        ("Phone case\t3.50\t2", "Phone case", "3.50", 2),
        ("Phone case;2;3,50", "Phone case", "3.50", 2),
        ("Phone case 3.5*2", "Phone case", "3.5", 2),
        ("iPhone 15 case 3.50", "iPhone 15 case", "3.50", 1),
        ("iPhone 15 case 4", "iPhone 15 case", "4", 1),
        ("4x4 tape 2.30", "4x4 tape", "2.30", 1),
        ("Cable 2m 5", "Cable 2m", "5", 1),
        ("USB-C cable 2 m | 4.99 | 3", "USB-C cable 2 m", "4.99", 3),
        ("手机壳 18元 ×2", "手机壳", "18", 2),
        ("手机壳 ¥18.5 3件", "手机壳", "18.5", 3),
        ("Ốp điện thoại 120.000đ x3", "Ốp điện thoại", "120000", 3),
        ("Ốp 120k SL: 2", "Ốp", "120000", 2),
        ("Ｃａｓｅ　３．５０　ｘ　２", "Case", "3.50", 2),
        ("- Lamp = 12,50", "Lamp", "12.50", 1),
        ("1) Lamp 12.5", "Lamp", "12.5", 1),
        ("3.5", "", "3.5", 1),
    ],
)
def test_a_line_is_read_as_people_write_it(line: str, name: str, price: str, quantity: int) -> None:
    (item,), bad = read_items(line)
    assert (item.name, item.price, item.quantity, bad) == (name, Decimal(price), quantity, [])


@pytest.mark.parametrize(
    ("line", "why"),
    [("Lamp 3x", "no-price"), ("Coupon -3.50", "minus"), ("Lamp 2.50 x 0", "no-number"), ("A1" * 200, "too-long")],
)
def test_a_line_that_can_t_be_read_is_named(line: str, why: str) -> None:
    _, bad = read_items("Case 1.00\n" + line)
    assert [(one.line, one.why) for one in bad] == [(2, why)]


def test_a_heading_and_empty_lines_are_passed_over() -> None:
    items, bad = read_items("name\tprice\tqty\n\nCase\t3\t2\n")
    assert (len(items), bad) == (1, [])


@pytest.mark.parametrize(
    ("text", "mark", "value", "doubtful"),
    [
        ("12.50", ".", "12.50", False),
        ("12,50", ".", "12.50", False),
        ("1,234.50", ".", "1234.50", False),
        ("1.234,50", ".", "1234.50", False),
        ("1,234", ".", "1234", True),
        ("1,234", ",", "1.234", True),
        ("1.234", ".", "1.234", True),
        ("1.234", ",", "1234", True),
        ("1.234.567", ".", "1234567", False),
        ("0.125", ",", "0.125", False),
        ("1'234.5", ".", "1234.5", False),
    ],
)
def test_numbers_of_both_notations_are_read_and_doubt_is_kept(text: str, mark: str, value: str, doubtful: bool) -> None:
    amount = read_amount(text, mark)
    assert amount is not None
    assert (amount.value, amount.doubtful) == (Decimal(value), doubtful)


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "1.2.3,4.5", "--3", "1e5", "∞", "9" * 40])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_amount(text) is None


def test_an_amount_without_decimals_in_its_currency_is_never_read_as_one() -> None:
    amount = read_amount("120.000", ".", "VND")
    assert amount is not None
    assert (amount.value, amount.doubtful) == (120000, False)


def test_a_part_may_cost_exactly_the_limit(rules: Rules) -> None:
    assert len(split("A 10 x 2", rules).parts) == 1
    assert len(split("A 10 x 2\nB 0.01", rules).parts) == 2


def test_parts_are_few_and_the_proof_is_told(rules: Rules) -> None:
    answer = split("A 12\nB 11\nC 9\nD 8", rules)
    assert [part.counted for part in answer.parts] == [Decimal("20.00"), Decimal("20.00")]
    assert answer.proved


def test_an_item_that_breaks_the_limit_alone_is_left_out_and_named(rules: Rules) -> None:
    answer = split("Drone 35\nCase 3 x2", rules)
    assert [answer.items[place].name for place in answer.too_dear] == ["Drone"]
    assert [part.entries for part in answer.parts] == [((1, 2),)]
    assert next(f for f in answer.findings if f.what == "too-dear").severity is Severity.ERROR


def test_prices_in_another_currency_need_a_rate(rules: Rules) -> None:
    assert "rate-missing" in whats(split("Case USD 3.50", rules))
    answer = split("Case USD 14.28 x2", rules, Limit(Decimal(20), "CAD", rate=Decimal("1.4")))
    assert [part.counted for part in answer.parts] == [Decimal("19.99"), Decimal("19.99")]
    assert "close" in whats(answer)


def test_a_rate_is_applied_exactly_and_never_lets_a_part_pass_the_limit(rules: Rules) -> None:
    # 3 * 4.76190476... is exactly 20 / 1.4: with the rate 1.4 three pieces of 4.77 are too much, of 4.76 they are not.
    limit = Limit(Decimal(20), "CAD", rate=Decimal("1.4"), prices="USD")
    assert len(split("Case 4.76 x3", rules, limit).parts) == 1
    assert len(split("Case 4.77 x3", rules, limit).parts) == 2


def test_a_rate_for_prices_that_are_in_the_limits_currency_is_not_used(rules: Rules) -> None:
    answer = split("Case 15 CAD", rules, Limit(Decimal(20), "CAD", rate=Decimal("1.4")))
    assert "rate-unused" in whats(answer)
    assert answer.parts[0].counted == 15


def test_several_currencies_are_not_added_up(rules: Rules) -> None:
    assert "mixed-currencies" in whats(split("A 3 EUR\nB 3 USD", rules))


def test_extra_costs_of_each_part_leave_less_room(rules: Rules) -> None:
    assert len(split("A 10 x 2", rules, Limit(Decimal(20), "CAD", extra=Decimal(1))).parts) == 2


@pytest.mark.parametrize(
    ("limit", "what"),
    [
        (Limit(Decimal(20), "CAD", extra=Decimal(20)), "bad-limit"),
        (Limit(Decimal(0), "CAD"), "bad-limit"),
        (Limit(Decimal("NaN"), "CAD"), "bad-limit"),
        (Limit(Decimal(20), "CAD", rate=Decimal(0)), "bad-rate"),
        (Limit(Decimal(20), "CAD", rate=Decimal("Infinity")), "bad-rate"),
    ],
)
def test_a_limit_or_rate_that_makes_no_sense_is_named(rules: Rules, limit: Limit, what: str) -> None:
    assert what in whats(split("A 3", rules, limit))


def test_too_many_pieces_are_refused_with_both_numbers(rules: Rules) -> None:
    finding = next(f for f in split("A 1 x 100000", rules).findings if f.what == "too-many")
    assert finding.facts == {"pieces": 100000, "most": MOST_PIECES}


def test_the_sum_changes_what_is_likely_only_for_the_published_limit(rules: Rules) -> None:
    assert split("A 12 x 2", rules).speaks["order.over-20-cad"] > 1
    assert split("A 3", rules).speaks["order.over-20-cad"] < 1
    assert split("A 12 x 2", rules, Limit(Decimal(30), "CAD")).speaks == {}
    assert split("A 12 x 2", rules, Limit(Decimal(20), "EUR")).speaks == {}


def test_the_rule_names_a_source_and_reasons_that_exist(rules: Rules, catalog: Catalog) -> None:
    assert rules.basis.source in catalog.sources
    assert {*rules.over, *rules.under} <= set(catalog.reasons)


def test_lists_to_copy_hold_every_piece_once(rules: Rules, all_words: dict[str, Words]) -> None:
    answer = split("Phone case 3.50 x 4\nLamp 12.50", rules)
    lists = [split_words.part_list(n, part, answer, all_words["en"]) for n, part in enumerate(answer.parts, 1)]
    assert lists == ["Part 1: 14.00 CAD\n4 × Phone case", "Part 2: 12.50 CAD\n1 × Lamp"]


@pytest.mark.parametrize("code", ["en", "vi", "zh"])
def test_every_finding_has_words(rules: Rules, all_words: dict[str, Words], code: str) -> None:
    texts = [
        ("Drone 35 USD\nCase 1,234\nfoo 1\nA -3\nB 3x", Limit(Decimal(20), "CAD", Decimal("0.5"), "USD")),
        ("A 3 EUR", CAD_20), ("A 3 EUR\nB 3 USD", CAD_20), ("", CAD_20), ("A 1 x 900", CAD_20),
        ("A 3", Limit(Decimal(0), "CAD")), ("A 3", Limit(Decimal(20), "CAD", Decimal(0))),
        ("A 3 CAD", Limit(Decimal(20), "CAD", Decimal(2))), ("A 39.9", Limit(Decimal(20), "CAD", Decimal("0.5"))),
    ]  # fmt: skip
    for text, limit in texts:
        answer = split(text, rules, limit)
        for finding in answer.findings:
            assert "{" not in split_words.finding_text(finding, answer, all_words[code])
        assert "{" not in split_words.verdict_text(answer, all_words[code])
        assert "{" not in split_words.limit_text(limit, all_words[code])


def test_amounts_are_written_as_the_language_does(all_words: dict[str, Words]) -> None:
    assert split_words.money(Decimal("1234.5"), "CAD", all_words["en"]) == "1,234.50 CAD"
    assert "1.234,50" in split_words.money(Decimal("1234.5"), "CAD", all_words["vi"])
    assert "120,000" in split_words.money(Decimal(120000), "VND", all_words["en"])


@given(st.text(max_size=400))
@settings(deadline=None)
def test_no_text_crashes_the_check(rules: Rules, text: str) -> None:
    split(text, rules)


@given(
    st.lists(
        st.tuples(st.decimals(0, 25, places=2), st.integers(1, 6)).map(lambda pair: f"item {pair[0]} x {pair[1]}"),
        min_size=1,
        max_size=12,
    ),
    st.decimals("0.01", 30, places=4),
)
@settings(deadline=None)
def test_with_any_prices_and_rate_no_part_passes_the_limit_and_no_piece_is_lost(
    rules: Rules, lines: list[str], rate: Decimal
) -> None:
    answer = split("\n".join(lines), rules, Limit(Decimal(20), "CAD", rate, "XYZ"))
    for part in answer.parts:
        exact = sum((answer.items[place].price * count for place, count in part.entries), Decimal(0)) * rate
        assert exact <= 20
    placed = dict.fromkeys(range(len(answer.items)), 0)
    for part in answer.parts:
        for place, count in part.entries:
            placed[place] += count
    for place, item in enumerate(answer.items):
        assert placed[place] == (0 if item.price * rate > 20 else item.quantity)


def test_the_longest_input_takes_less_than_50_ms(rules: Rules) -> None:
    text = "\n".join(f"{'name ' * 50}{2 + (7 * i) % 16}.{i % 10}9 x 2" for i in range(MOST_LINES * 3))
    began = time.process_time()
    split(text, rules)
    assert time.process_time() - began < 1.0
