"""Tax, customs and identity numbers: every published pair is judged rightly, and a wrong digit is named."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdoctor.tools.customer import numbers
from orderdoctor.tools.customer.knowledge import Number
from orderdoctor.tools.customer.model import Ask, Field, Rule, Verdict
from orderdoctor.tools.customer.numbers import Fit
from orderdoctor.tools.finding import Severity, Sure

from .customer import knowledge, report, rules

RIGHT = [
    # python-stdnum 2.2, documentation and tests of the module named behind each
    ("BR", "390.533.447-05", "br.cpf"),  # br.cpf
    ("BR", "16.727.230/0001-97", "br.cnpj"),  # br.cnpj
    ("BR", "12. ABC.345 /01DE–35", "br.cnpj"),  # br.cnpj: with letters, issued since July 2026
    ("CL", "76086428-5", "cl.rut"),  # cl.rut
    ("CL", "CL 12531909-2", "cl.rut"),  # cl.rut
    ("MX", "GODE 561231 GR8", "mx.rfc"),  # mx.rfc
    ("MX", "MAB-930714-8T4", "mx.rfc-company"),  # mx.rfc
    ("MX", "BOXW310820HNERXN09", "mx.curp"),  # mx.curp
    ("TR", "17291716060", "tr.tckn"),  # tr.tckimlik
    ("TR", "4540536920", "tr.vkn"),  # tr.vkn
    ("PE", "20512333797", "pe.ruc"),  # pe.ruc
    ("PE", "10117410-2", "pe.dni-check"),  # pe.cui
    ("RU", "123456789047", "ru.inn"),  # ru.inn
    ("RU", "1234567894", "ru.inn-company"),  # ru.inn
    ("ID", "3171011708450001", "id.nik"),  # id.nik
    ("ID", "01.312.166.0-091.000", "id.npwp"),  # id.npwp
    ("ID", "016090524017000", "id.npwp"),  # id.npwp
    ("AR", "20-05536168-2", "ar.cuit"),  # ar.cuit
    ("AR", "20267565393", "ar.cuit"),  # ar.cuit
    ("ES", "54362315K", "es.dni"),  # es.nif
    ("ES", "X-5253868-R", "es.nie"),  # es.nif
    ("ES", "M-1234567-L", "es.nie"),  # es.nif
    ("ES", "ES B-58378431", "es.cif"),  # es.nif
    ("ES", "B64717838", "es.cif"),  # es.nif
    ("PT", "PT 501 964 843", "pt.nif"),  # pt.nif
    ("TW", "00501503", "tw.ubn"),  # tw.ubn
    ("IL", "3933742-3", "il.id"),  # il.idnr
    ("ZA", "7503305044089", "za.id"),  # za.idnr
    ("IT", "RCCMNL83S18D969H", "it.cf"),  # it.codicefiscale
    ("IT", "IT 00743110157", "it.iva"),  # it.iva
    ("CZ", "710319/2745", "cz.rc"),  # cz.rc
    ("RO", "1630615123457", "ro.cnp"),  # ro.cnp
    ("CN", "360426199101010071", "cn.ric"),  # cn.ric
    ("IN", "27AAPFU0939F1ZV", "in.gstin"),  # in_.gstin
    ("DO", "00113918205", "do.cedula"),  # do.cedula
    ("GT", "576937-K", "gt.nit"),  # gt.nit
    ("SV", "SV 0614-050707-104-8", "sv.nit"),  # sv.nit
    ("UY", "UY 21 140634 001 1", "uy.rut"),  # uy.rut
    ("EC", "171430710-3", "ec.ci"),  # ec.ci
    ("UA", "1759013776", "ua.rntrc"),  # ua.rntrc
    ("BY", "УНП MA1953684", "by.unp"),  # by.unp: a label and Cyrillic letters
    ("PL", "44051401359", "pl.pesel"),  # pl.pesel
    # validator.js, tests of isIdentityCard and isTaxID (github.com/validatorjs/validator.js, test/validators.test.js)
    ("TW", "B176944193", "tw.id"),
    ("TW", "K101189797", "tw.id"),
    ("TW", "A219758834", "tw.id"),
    ("ES", "99999999R", "es.dni"),
    ("CN", "235407195106112745", "cn.ric"),
    ("IL", "219472156", "il.id"),
    # the sources of the rules that python-stdnum lacks (resources/tools/customer/rules.toml)
    ("TW", "A123456789", "tw.id"),  # npmjs.com/package/taiwan-id-validator
    ("TW", "A800000014", "tw.arc"),  # the same: a residence permit in the form since 2021
    ("TW", "AA00000009", "tw.arc"),  # the same: in the form until 2020
    ("UY", "1.111.111-1", "uy.ci"),  # dnegocios.uy/como-verificar-la-cedula-uruguaya
]

WRONG = [
    # python-stdnum 2.2, documentation and tests of the module named behind each
    ("BR", "231.002.999-00", ""),  # br.cpf
    ("BR", "16.727.230.0001-98", "97"),  # br.cnpj
    ("CL", "12531909-3", "2"),  # cl.rut
    ("MX", "BOXW310820HNERXN08", "9"),  # mx.curp
    ("TR", "17291716050", "60"),  # tr.tckimlik
    ("TR", "4540536921", "0"),  # tr.vkn
    ("PE", "20512333798", "7"),  # pe.ruc
    ("RU", "123456789037", "47"),  # ru.inn
    ("AR", "20267565392", "3"),  # ar.cuit
    ("ES", "B64717839", "8"),  # es.nif
    ("PT", "PT 501 964 842", "3"),  # pt.nif
    ("TW", "00501502", ""),  # tw.ubn
    ("IL", "3933742-2", "3"),  # il.idnr
    # validator.js, tests of isIdentityCard
    ("ES", "53084148A", ""),
    ("TW", "A219758833", "4"),
    # math.stackexchange.com/questions/672303: the rule, one digit changed
    ("KW", "281122501239", ""),
]

NO_FORM = [
    ("BR", "390.533.447=0"),  # br.cpf
    ("CL", "76086A28-5"),  # cl.rut
    ("TR", "1729171606A"),
    ("TR", "07291716092"),  # tr.tckimlik: never begins with 0
    ("TR", "454053692"),  # tr.vkn
    ("KR", "P12345678901"),  # P and 11 digits
    ("KR", "1234567890123456"),
    ("SA", "12345"),  # the postcode
    ("SA", "ABC1234"),
    ("TW", "12345"),  # tw.ubn
    ("ID", "123456789"),  # id.npwp
    ("ID", "31710117084500"),  # id.nik
]


def verdict(country: str, number: str) -> Verdict:
    found = report(country=country, id=number).number
    assert found is not None
    return found.verdict


@pytest.mark.parametrize(("country", "number", "kind"), RIGHT)
def test_a_published_right_number_is_right(country: str, number: str, kind: str) -> None:
    found = report(country=country, id=number)
    assert found.number is not None
    assert (found.number.number, found.number.verdict) in ((kind, Verdict.RIGHT), (kind, Verdict.FORM_ONLY))
    assert not [finding for finding in found.at(Field.ID) if finding.severity is not Severity.HINT]


@pytest.mark.parametrize(("country", "number", "expected"), WRONG)
def test_a_published_wrong_number_is_wrong_and_says_what_was_expected(country: str, number: str, expected: str) -> None:
    found = report(country=country, id=number)
    assert found.number is not None and found.number.verdict is Verdict.WRONG
    finding = rules(Field.ID, country=country, id=number)[Rule.ID_CHECK]
    assert finding.severity is Severity.ERROR
    assert str(finding.facts["expected"]).endswith(expected)
    start, end = finding.spans[0]
    shown = "".join(letter for letter in number[start:end] if letter.isalnum())
    assert shown == finding.facts["given"]
    repaired = number[:start] + str(finding.facts["expected"]) + number[end:]
    assert verdict(country, repaired) is Verdict.RIGHT


@pytest.mark.parametrize(("country", "number"), NO_FORM)
def test_what_has_the_form_of_no_number_of_the_country_is_an_error(country: str, number: str) -> None:
    found = report(country=country, id=number)
    assert found.number is not None and found.number.verdict is Verdict.WRONG
    assert found.at(Field.ID)[0].severity is Severity.ERROR


def test_a_cpf_of_equal_digits_belongs_to_nobody_though_its_check_fits() -> None:
    for digit in "123456789":
        assert Rule.ID_REPEATS in rules(Field.ID, country="BR", id=digit * 11)
    assert Rule.ID_FORM not in rules(Field.ID, country="BR", id="000.000.000-00")
    assert verdict("BR", "000.000.000-00") is Verdict.WRONG


def test_the_general_rfc_names_nobody() -> None:
    for number in ("XAXX010101000", "XEXX010101000"):
        assert rules(Field.ID, country="MX", id=number)[Rule.ID_NOBODY].severity is Severity.ERROR


def test_an_rfc_with_another_check_digit_is_doubtful_because_some_real_ones_are_so() -> None:
    # mx.rfc: "estimated at around 1.5% of all numbers … in use with invalid check digits"; VACE-460910-SX6 is its example
    finding = rules(Field.ID, country="MX", id="VACE-460910-SX6")[Rule.ID_CHECK]
    assert finding.severity is Severity.WARNING
    assert finding.facts["expected"] == "5"
    assert verdict("MX", "VACE-460910-SX6") is Verdict.DOUBTFUL


def test_of_the_korean_customs_code_only_the_form_is_looked_at() -> None:
    assert verdict("KR", "P123456789012") is Verdict.FORM_ONLY
    assert verdict("KR", "p123456789013") is Verdict.FORM_ONLY
    assert knowledge().numbers["kr.pccc"].check == ""


def test_a_korean_resident_number_is_not_what_is_asked_for() -> None:
    # kr.rrn: 971013-9019902 is its example
    assert Rule.ID_OTHER_NUMBER in rules(Field.ID, country="KR", id="971013-9019902")


def test_a_saudi_id_is_not_the_national_address() -> None:
    # developerload.com/saudi-iqamanational-identity-number-field-validation: 1058529940 and 1001244019
    for number in ("1058529940", "1001244019"):
        finding = rules(Field.ID, country="SA", id=number)[Rule.ID_OTHER_NUMBER]
        assert finding.severity is Severity.ERROR
        assert finding.bases[0].sure is Sure.OFFICIAL
    assert verdict("SA", "abcd 1234") is Verdict.FORM_ONLY


def test_ten_russian_digits_may_be_a_passport_when_they_are_no_inn() -> None:
    finding = rules(Field.ID, country="RU", id="1234567895")[Rule.ID_DOUBTFUL]
    assert (finding.severity, finding.facts["expected"]) == (Severity.WARNING, "4")


def test_an_impossible_date_of_birth_is_an_error() -> None:
    assert Rule.ID_DATE in rules(Field.ID, country="MX", id="BOXW310231HNERXN09")
    assert Rule.ID_DATE in rules(Field.ID, country="ID", id="3171013013001234")
    # id.nik: 3171012902001234 is the 29th of February 2000
    assert verdict("ID", "3171012902001234") is not Verdict.WRONG


def test_a_cnpj_is_told_to_be_a_companys() -> None:
    assert rules(Field.ID, country="BR", id="16.727.230/0001-97")[Rule.ID_COMPANY].severity is Severity.HINT


def test_a_number_of_another_country_is_recognised() -> None:
    finding = rules(Field.ID, country="SA", id="390.533.447-05")[Rule.ID_ELSEWHERE]
    assert (finding.facts["country"], finding.facts["number"]) == ("BR", "br.cpf")


@pytest.mark.parametrize(
    ("country", "number", "meant"),
    [
        ("BR", "39O.533.447-O5", "390.533.447-05"),
        ("KR", "123456789012", "P123456789012"),
        ("SA", "ABCD12E4", ""),
        ("CL", "l2531909-2", "12531909-2"),
    ],
)
def test_typical_slips_are_undone_as_a_suggestion(country: str, number: str, meant: str) -> None:
    finding = rules(Field.ID, country=country, id=number)[Rule.ID_FORM]
    assert finding.suggestions == ((meant,) if meant else ())
    assert not finding.sound


def test_a_zero_that_a_spreadsheet_dropped_is_put_back_where_the_check_says_so() -> None:
    # 012.345.678-90 is the number that Brazilian documentation writes; its check digits fit
    assert rules(Field.ID, country="BR", id="1234567890")[Rule.ID_FORM].suggestions == ("012.345.678-90",)


@pytest.mark.parametrize("label", ["CPF: {}", "cpf {}", "CPF/CNPJ：{}", " {} ", "CPF n. {}"])
def test_a_label_before_the_number_is_no_part_of_it(label: str) -> None:
    assert verdict("BR", label.format("390.533.447-05")) is Verdict.RIGHT


def test_full_width_digits_are_digits() -> None:
    assert verdict("BR", "３９０５３３４４７０５") is Verdict.RIGHT


@pytest.mark.parametrize(
    ("country", "severity", "ask"),
    [
        ("BR", Severity.ERROR, Ask.REQUIRED),
        ("CL", Severity.ERROR, Ask.REQUIRED),
        ("KR", Severity.ERROR, Ask.REQUIRED),
        ("MX", Severity.ERROR, Ask.REQUIRED),
        ("SA", Severity.ERROR, Ask.REQUIRED),
        ("TR", Severity.WARNING, Ask.CUSTOMS),
        ("PE", Severity.WARNING, Ask.CUSTOMS),
        ("RU", Severity.WARNING, Ask.CUSTOMS),
        ("ID", Severity.WARNING, Ask.CUSTOMS),
        ("AR", Severity.WARNING, Ask.CUSTOMS),
        ("TW", Severity.WARNING, Ask.CUSTOMS),
        ("IL", Severity.HINT, Ask.COURIER),
        ("OM", Severity.HINT, Ask.COURIER),
    ],
)
def test_a_missing_number_matters_as_much_as_its_rule_is_sure(country: str, severity: Severity, ask: Ask) -> None:
    found = report(country=country, id="")
    assert found.ask is ask
    assert rules(Field.ID, country=country, id="")[Rule.MISSING].severity is severity


def test_no_number_is_asked_for_where_nobody_does() -> None:
    assert not report(country="DE", id="").at(Field.ID)


def test_a_number_in_the_wrong_field_is_found() -> None:
    finding = rules(Field.ID, country="KR", street="123 Teheran-ro P123456789012", id="")[Rule.ID_IN_ADDRESS]
    assert finding.suggestions == ("P123456789012",)


@pytest.mark.parametrize("number", list(knowledge().numbers.values()), ids=lambda number: number.id)
def test_the_example_of_every_kind_of_number_fits_its_own_rule(number: Number) -> None:
    bare = numbers.compact(number.example, knowledge())
    found = numbers.readings(bare, [number])
    assert found, f"{number.example} has not the form of {number.id}"
    if number.check:
        assert found[0].fit in (Fit.RIGHT, Fit.FORM_ONLY), number.example


MISSES = {
    "br.cpf": 0.01, "pe.dni-check": 0.04, "ru.inn-company": 0.03, "ar.cuit": 0.06, "pt.nif": 0.04, "cz.rc": 0.03,
    "tw.ubn": 0.05, "ro.cui": 0.04, "do.rnc": 0.06, "sv.nit": 0.03, "co.nit": 0.07, "py.ruc": 0.03, "ve.rif": 0.04,
    "ua.rntrc": 0.03, "ua.edrpou": 0.05, "bg.egn": 0.06, "gr.afm": 0.04, "mx.curp": 0.09, "tw.id": 0.11, "tw.arc": 0.11,
    "uy.ci": 0.09, "kz.iin": 0.11, "th.pin": 0.15, "id.npwp": 0.45, "id.npwp16": 0.45,
}  # fmt: skip
"""The share of changed digits that the rules of some numbers miss by themselves: they write two remainders as the same
digit (modulo 11), weigh a digit by 11 or by an even number (modulo 10), or look at a part of the number only (NPWP)."""

CHECKED = [number for number in knowledge().numbers.values() if number.check and number.at]


def a_right_number(number: Number, digits: str) -> str:
    """A number that its rule calls right: the example with other digits and the check that fits them."""
    bare = numbers.compact(number.example, knowledge())
    mixed = "".join(digit if letter.isdigit() else letter for letter, digit in zip(bare, digits, strict=False))
    found = numbers.readings(mixed, [number])
    if found and found[0].expected and number.at:
        start, end = number.at if number.at[0] >= 0 else (len(mixed) - 1, len(mixed))
        mixed = mixed[:start] + found[0].expected + mixed[end:]
        found = numbers.readings(mixed, [number])
    return mixed if found and found[0].fit is Fit.RIGHT else bare


def changed_digits(bare: str) -> list[str]:
    """The number with each of its digits changed to each other one."""
    return [
        bare[:at] + digit + bare[at + 1 :]
        for at, letter in enumerate(bare)
        for digit in "0123456789"
        if letter.isdigit() and digit != letter
    ]


@given(st.sampled_from([number for number in CHECKED if number.id not in MISSES]), st.text("0123456789", min_size=20))
@settings(max_examples=60, deadline=None)
def test_one_changed_digit_is_found_wherever_the_rule_can_find_it(number: Number, digits: str) -> None:
    for changed in changed_digits(a_right_number(number, digits)):
        found = numbers.readings(changed, [number])
        assert not found or found[0].fit is not Fit.RIGHT, (number.id, changed)


@pytest.mark.parametrize("kind", sorted(MISSES))
def test_rules_with_a_blind_spot_miss_no_more_than_they_must(kind: str) -> None:
    number, chance = knowledge().numbers[kind], Random(7)
    found = []
    for _ in range(8):
        bare = a_right_number(number, "".join(chance.choice("0123456789") for _ in range(20)))
        found += [numbers.readings(changed, [number]) for changed in changed_digits(bare)]
    missed = sum(bool(each) and each[0].fit is Fit.RIGHT for each in found)
    assert missed <= len(found) * MISSES[kind]
