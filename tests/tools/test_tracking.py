"""Tracking numbers: every published one gets the right verdict, and no input crashes the check or takes long."""

from __future__ import annotations

import string
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.doctor import Doctor
from orderdoctor.diagnosis.evidence import Evidence
from orderdoctor.diagnosis.evidence import Kind as Kind_
from orderdoctor.i18n import PSEUDO, Languages, Words
from orderdoctor.tools import tracking_words
from orderdoctor.tools.tracking.evidence import BY_FINDING, BY_VERDICT
from orderdoctor.tools.tracking.inspector import Inspector
from orderdoctor.tools.tracking.matching import candidates
from orderdoctor.tools.tracking.results import Answer, Check, Kind, Verdict
from orderdoctor.tools.tracking.rules import check_digit
from orderdoctor.tools.tracking.shapes import DIGITS, read_shape
from orderdoctor.tools.tracking.table import POSTAL, Format, Table, load_table

from .published_numbers import OTHERS

TABLE = load_table(Path(__file__).parents[2] / "resources" / "tools")
INSPECTOR = Inspector(TABLE)


@pytest.fixture(scope="module")
def table() -> Table:
    return TABLE


def only(text: str, carrier: str = "") -> Answer:
    """The answer for an input that holds exactly one number."""
    answers = INSPECTOR.inspect(text, carrier).answers
    assert len(answers) == 1, [answer.given for answer in answers]
    return answers[0]


def kinds(answer: Answer) -> list[str]:
    return [finding.what for finding in answer.findings]


# ---- published numbers


@pytest.mark.parametrize(("carrier", "number", "check"), OTHERS)
def test_other_published_numbers_get_the_right_check(carrier: str, number: str, check: str) -> None:
    answer = only(number, "" if carrier == POSTAL else carrier)
    assert [one.check.value for one in answer.candidates if one.carrier == carrier or one.letters or carrier][:1] == [
        check
    ]
    assert answer.fits is (check != "wrong")


# ---- check digits


@pytest.mark.parametrize(
    "form", [form for form in TABLE.formats if form.rule], ids=lambda form: f"{form.id} {form.shape.text}"
)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_wrong_check_digit_is_found_and_the_right_one_is_named(form: Format, data: st.DataObject) -> None:
    number, at = made(form, data)
    right = next(one for one in candidates(number, TABLE) if one.format == form.id and one.check is Check.RIGHT)
    assert right.expected == number[at]
    assert form.rule is not None
    other = data.draw(st.sampled_from([letter for letter in form.rule.characters if letter != number[at]]))
    wrong = number[:at] + other + number[at + 1 :]
    same = {one.format: one for one in candidates(wrong, TABLE) if one.place == at}
    # USPS' twenty digits are worked out with and without 91 in front: the other one of the two may be right.
    assert same[form.id].check is Check.WRONG or "usps/20" in form.id
    if same[form.id].check is Check.WRONG:
        assert same[form.id].expected == number[at]


DETECTS_EVERY_DIGIT = ("s10", "mod10", "luhn")


@pytest.mark.parametrize(
    "form",
    [form for form in TABLE.formats if form.rule and form.rule.id in DETECTS_EVERY_DIGIT],
    ids=lambda form: f"{form.id} {form.shape.text}",
)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_one_changed_digit_is_found(form: Format, data: st.DataObject) -> None:
    """Only for rules that can notice it: weights of 2 and 4 (UPS, OnTrac, Identcode) miss a change by 5, mod 7 one by 7."""
    number, _ = made(form, data)
    parts = form.shape.match(number)
    assert parts is not None and form.rule is not None
    place = data.draw(st.integers(0, len(parts.body) - 1))
    other = data.draw(st.sampled_from([digit for digit in DIGITS if digit != parts.body[place]]))
    changed = parts.body[:place] + other + parts.body[place + 1 :]
    digits = {check_digit(form.rule, form.front + body) for body in (parts.body, changed)}
    # S10 turns two of eleven rests into 5 or 0, which then also stand for other rests.
    assert len(digits) == 2 or (form.rule.id == "s10" and digits <= {"0", "5"})


def made(form: Format, data: st.DataObject) -> tuple[str, int]:
    """A number of a format with its right check digit, and where that stands."""
    places = form.shape.places
    assert places
    letters = [data.draw(st.sampled_from(sorted(allowed))) for allowed in places]
    if form.carrier == POSTAL:
        letters[-2:] = data.draw(st.sampled_from(["CN", "US", "GB", "VN", "YP"]))
    parts = form.shape.match("".join(letters))
    assert parts is not None and form.rule is not None
    letters[parts.check_at] = check_digit(form.rule, form.front + parts.body)
    return "".join(letters), parts.check_at


# ---- numbers that are something else


@pytest.mark.parametrize("number", ["3002876007952992", "1119117991510782", "8192736455463620", "2110234567890123456"])
def test_an_order_number_is_asked_about_first(number: str) -> None:
    answer = only(number)
    assert answer.verdict is Verdict.ASK
    assert answer.question == "order"
    assert Kind.ORDER in kinds(answer)


def test_an_order_number_that_fits_canada_post_is_asked_about_too() -> None:
    answer = only("8192736455463621")
    assert answer.candidates[0].carrier == "canada-post"
    assert answer.question == "order"
    assert INSPECTOR.inspect("8192736455463621").speaks == {}
    assert INSPECTOR.inspect("8192736455463621", no_order=True).answers[0].question == ""


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("LP00123456789012", Kind.REFERENCE),
        ("1005005637908638", Kind.PRODUCT),
        ("3256803042731079", Kind.PRODUCT),
        ("12000024757391447", Kind.SKU),
        ("0000000000", Kind.PLACEHOLDER),
        ("1234567890", Kind.PLACEHOLDER),
    ],
)
def test_what_is_no_tracking_number_is_named(number: str, kind: Kind) -> None:
    answer = only(number)
    assert answer.verdict is Verdict.OTHER
    assert kind in kinds(answer)


# ---- what stands in a number and does not belong there


@pytest.mark.parametrize(
    ("text", "kind", "at"),
    [
        ("ＲＢ１２３４５６７８５ＧＢ", Kind.FULL_WIDTH, (0, 13)),
        ("RB12345\u200b6785GB", Kind.HIDDEN, (7, 8)),
        ("RВ123456785GB", Kind.FOREIGN, (1, 2)),
        ("RB 123456785 GB", Kind.SPACES, (2, 3)),
        ("RB-123456785GB", Kind.SIGNS, (2, 3)),
    ],
)
def test_what_does_not_belong_there_is_pointed_out(text: str, kind: Kind, at: tuple[int, int]) -> None:
    answer = only(text)
    assert answer.number == "RB123456785GB"
    assert answer.verdict is Verdict.RIGHT
    assert next(finding for finding in answer.findings if finding.what == kind).spans[0] == at


@pytest.mark.parametrize(
    ("text", "meant", "at"),
    [
        ("RBI23456785GB", "RB123456785GB", 2),
        ("RB12345678SGB", "RB123456785GB", 10),
        ("YT22295212721644A6".replace("A", "O"), "YT2229521272164406", 16),
        ("4PX30015313379B3CN", "4PX3001531337983CN", 14),
        ("R8123456785GB", "RB123456785GB", 1),
    ],
)
def test_look_alikes_are_pointed_out_and_never_put_right_by_themselves(text: str, meant: str, at: int) -> None:
    answer = only(text)
    assert not answer.fits
    assert answer.number == text
    assert answer.suggestion == meant
    assert next(f for f in answer.findings if f.what == Kind.LOOKALIKE).spans == ((at, at + 1),)


@pytest.mark.parametrize(
    ("text", "kind", "facts"),
    [
        ("RB123456785XX", Kind.SERVICE, {"letters": "XX"}),
        ("RB12345678GB", Kind.LENGTH, {"given": "12", "wanted": "13", "carrier": ""}),
        ("YT222952127216444", Kind.LENGTH, {"given": "17", "wanted": "18", "carrier": "YunExpress"}),
        ("4PX300153133798XCN", Kind.PLACE, {"given": "X", "place": "16", "carrier": "4PX"}),
        ("RB123456786US", Kind.CHECK_WRONG, {"given": "6", "expected": "5", "carrier": "USPS (US)"}),
    ],
)
def test_a_number_that_is_nearly_one_says_where_it_fails(text: str, kind: Kind, facts: dict[str, str]) -> None:
    found = next(finding for finding in only(text).findings if finding.what == kind)
    assert dict(found.facts) == facts
    assert found.basis is not None and found.basis.source in TABLE.sources


# ---- the carrier that was named


def test_a_number_of_another_carrier_is_told() -> None:
    answer = only("1Z999AA10123456784", "royal-mail")
    assert Kind.OTHER_CARRIER in kinds(answer)
    assert not answer.fits


def test_cainiao_hands_parcels_to_postal_services_and_uses_their_numbers() -> None:
    assert only("LP650665384FR", "cainiao").fits
    assert not only("LP650665384FR", "royal-mail").fits


@pytest.mark.parametrize(
    ("name", "carrier"),
    [
        ("yanwen", "yanwen"),
        ("YANWEN_AM", "yanwen"),
        ("云途", "yunexpress"),
        ("Royal Mail", "royal-mail"),
        ("sf express", "sf"),
    ],
)
def test_carriers_go_by_many_names(table: Table, name: str, carrier: str) -> None:
    found = table.named(name)
    assert found is not None and found.id == carrier


def test_digits_that_only_a_rare_carrier_s_check_digit_fits_are_doubtful() -> None:
    assert only("276571216773").verdict is Verdict.DOUBTFUL
    assert only("276571216773", "yamato").verdict is Verdict.RIGHT


# ---- many numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("RB123456785GB RB123456785US", ["RB123456785GB", "RB123456785US"]),
        (
            "RB123456785GB,1Z999AA10123456784;YT2229521272164446",
            ["RB123456785GB", "1Z999AA10123456784", "YT2229521272164446"],
        ),
        ("My number is 9400 1112 0108 0805 4830 16, thanks", ["9400111201080805483016"]),
        ("https://t.17track.net/en#nums=RB123456785GB", ["RB123456785GB"]),
        ("运单号：LP00123456789012。", ["LP00123456789012"]),
        ("Mã vận đơn: RB 123 456 785 GB", ["RB123456785GB"]),
        ("986578788855\n\n477179081230\n", ["986578788855", "477179081230"]),
        ("no number here", []),
    ],
)
def test_every_number_of_a_text_is_found(text: str, numbers: list[str]) -> None:
    answers = INSPECTOR.inspect(text).answers
    assert [answer.number for answer in answers] == numbers
    assert all(text[answer.start : answer.end] == answer.given for answer in answers)


def test_a_number_that_stands_there_twice_is_told_once() -> None:
    first, second = INSPECTOR.inspect("RB123456785GB\nrb123456785gb").answers
    assert Kind.REPEATED not in kinds(first)
    assert Kind.REPEATED in kinds(second)


# ---- what it says of the reasons


def test_a_wrong_check_digit_makes_the_format_near_certain_and_a_right_one_speaks_against_it() -> None:
    assert INSPECTOR.inspect("RB123456786US").speaks["ship.tracking-format"] > 100
    assert INSPECTOR.inspect("RB123456785US").speaks["ship.tracking-format"] < 0.1
    assert INSPECTOR.inspect("RB123456785US RB123456786US").speaks["ship.tracking-format"] > 100


@pytest.mark.parametrize(("number", "likelier"), [("RB123456786US", True), ("RB123456785US", False)])
def test_the_result_changes_the_ranking_of_the_reasons(doctor: Doctor, number: str, likelier: bool) -> None:
    before = doctor.diagnose("AliExpress does not accept my tracking number")
    after = doctor.conclude((*before.evidence, evidence_of(INSPECTOR.inspect(number).speaks)))
    chances = [{r.reason: r.probability for r in one.ranking}.get("ship.tracking-format", 0) for one in (before, after)]
    assert (chances[1] > max(0.9, chances[0])) if likelier else (chances[1] < chances[0])


def evidence_of(speaks: Mapping[str, float]) -> Evidence:
    """A check's result as the engine takes it: likelihoods instead of ratios."""
    most = max(1.0, *speaks.values())
    return Evidence(Kind_.TOOL, "tracking", {reason: ratio / most for reason, ratio in speaks.items()}, 1 / most)


def test_the_reasons_exist(catalog: Catalog) -> None:
    named = {reason for table in (BY_VERDICT, BY_FINDING) for ratios in table.values() for reason in ratios}
    assert named <= set(catalog.reasons)


# ---- the words


def test_every_verdict_kind_and_service_has_words() -> None:
    assert set(tracking_words.HEADLINES) == set(Verdict)
    assert set(tracking_words.FINDINGS) == set(Kind)
    assert set(TABLE.services.values()) == set(tracking_words.SERVICES)


@given(st.text(alphabet="0123456789ABCLPRXYZGBUS\u200b ＲB", max_size=60))
@settings(max_examples=100, deadline=None)
def test_every_answer_can_be_told(text: str) -> None:
    words = Languages(Path()).words(PSEUDO)
    for answer in INSPECTOR.inspect(text, "usps").answers + INSPECTOR.inspect(text).answers:
        told = [tracking_words.headline(answer, words), tracking_words.advice(answer, words)]
        told += [tracking_words.finding_text(finding, words) for finding in answer.findings]
        assert all(line.startswith("[") and line.endswith("]") for line in told)
        assert not any("{" in line for line in told)


def test_the_translations_keep_the_placeholders(all_words: dict[str, Words]) -> None:
    for text in tracking_words.FINDINGS.values():
        wanted = fields(str(text))
        assert all(fields(words.marked(text)) == wanted for words in all_words.values()), text


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_source_is_told_with_its_date_and_how_sure_it_is(all_words: dict[str, Words]) -> None:
    told = tracking_words.source_text(TABLE.sources["upu-s10"], all_words["en"])
    assert (
        told
        == "UPU standard S10-12, as Wikipedia describes it (2024-01; the rule of the carrier or the standard itself)"
    )


# ---- the table


def test_every_rule_and_format_has_a_source_with_a_name(table: Table) -> None:
    assert set(table.sources) == set(tracking_words.SOURCES)
    assert all(form.rule.source in table.sources for form in table.formats if form.rule)


@pytest.mark.parametrize("text", ["", "a", "A(", "A)", "((A))", "#{x}", "[A", "A{3,2}"])
def test_a_shape_that_can_t_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_shape(text)


# ---- robustness


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_text_crashes_the_check(text: str) -> None:
    for answer in INSPECTOR.inspect(text).answers:
        assert text[answer.start : answer.end] == answer.given
        for finding in answer.findings:
            assert all(answer.start <= start < end <= answer.end for start, end in finding.spans)


@given(st.text(alphabet="0123456789ABCLPRXYZ \n,-OIl", max_size=2000))
@settings(max_examples=60, deadline=None)
def test_no_list_of_numbers_crashes_the_check(text: str) -> None:
    INSPECTOR.inspect(text)
    INSPECTOR.inspect(text, "usps")


LONG = {
    "digits": "9" * 1_000_000,
    "tiny words": "1 " * 500_000,
    "letters": "RB1234567B5GB " * 50_000,
    "spaces": " " * 1_000_000,
    "lines": "RBI23456785GB\n" * 70_000,
    "hidden": "\u200b" * 500_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_the_longest_input_is_answered_without_running_away(text: str) -> None:
    best = min(_seconds(text) for _ in range(3))
    assert best < 1.0


def _seconds(text: str) -> float:
    begun = time.perf_counter()
    INSPECTOR.inspect(text)
    return time.perf_counter() - begun
