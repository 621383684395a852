"""The report as a whole: evidence for the diagnosis, what is corrected, sources, words in three languages, no crash."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.belief import believe
from orderdoctor.diagnosis.evidence import Evidence, Kind
from orderdoctor.i18n import ENGLISH, PSEUDO, Languages, Words
from orderdoctor.tools import customer_words
from orderdoctor.tools.customer import evidence as table
from orderdoctor.tools.customer.checking import check
from orderdoctor.tools.customer.model import MOST, Details, Field, Report, Rule
from orderdoctor.tools.finding import Severity

from .customer import ROOT, knowledge, report, seconds

IN_ORDER = {
    "country": "Brazil",
    "name": "Joao da Silva",
    "street": "Rua das Flores, 123",
    "street2": "Jardim Paulista",
    "city": "Sao Paulo",
    "province": "Sao Paulo",
    "postcode": "01310-100",
    "phone": "11961234567",
    "id": "390.533.447-05",
}
"""Details with which nothing is wrong."""


def likelier(found: Report, catalog: Catalog) -> dict[str, float]:
    """How many times likelier each reason is after the check than before it."""
    priors = catalog.priors()
    most = max([1.0, *found.evidence.values()])
    seen = Evidence(Kind.TOOL, "customer", {reason: ratio / most for reason, ratio in found.evidence.items()}, 1 / most)
    before, after = believe(priors, []), believe(priors, [seen])
    return {reason: after[reason] / before[reason] for reason in priors}


def test_details_in_order_have_no_finding_but_notes() -> None:
    found = report(**IN_ORDER)
    assert {finding.rule for finding in found.findings} <= {Rule.NOTE}
    assert found.worst() in (None, Severity.HINT)
    assert found.corrected == found.details
    assert found.unchecked == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": "390.533.447-06"}, "order.tax-id"),
        ({"id": ""}, "order.tax-id"),
        ({"phone": "12345"}, "order.phone-format"),
        ({"postcode": "1310"}, "order.postcode-format"),
        ({"province": ""}, "order.region-not-listed"),
        ({"province": "Sao Paolo State of Mind"}, "order.region-not-listed"),
        ({"name": "Иван Петров"}, "order.letters-not-accepted"),
        ({"country": "US", "name": "J Smith", "id": ""}, "order.contact-name"),
        ({"country": "SA", "id": "12345"}, "order.national-address"),
        ({"country": "IN"}, "order.country-not-served"),
        ({"country": "TR", "id": "17291716050"}, "ship.customs-held"),
        ({"province": "Rio de Janeiro"}, "cancel.conflicting-shipping-info"),
    ],
)
def test_what_is_wrong_makes_its_reason_likelier(change: dict[str, str], reason: str, catalog: Catalog) -> None:
    assert reason in catalog.reasons
    found = report(**(IN_ORDER | change))
    assert found.evidence[reason] > 1
    assert likelier(found, catalog)[reason] > 1.5


def test_details_in_order_speak_against_every_reason_about_them(catalog: Catalog) -> None:
    found = report(**IN_ORDER)
    changed = likelier(found, catalog)
    for reason in (table.TAX_ID, table.PHONE, table.POSTCODE, table.REGION, table.NAME, table.LETTERS, table.GENERAL):
        assert found.evidence[reason] < 1
        assert changed[reason] < 0.5


def test_a_right_number_alone_speaks_against_the_tax_number_and_nothing_else() -> None:
    assert report(country="BR", id="390.533.447-05").evidence == {"order.tax-id": table.IN_ORDER}
    assert report(country="KR", id="P123456789012").evidence == {}


def test_every_reason_of_the_table_is_in_the_catalog(catalog: Catalog) -> None:
    named = {value for name, value in vars(table).items() if name.isupper() and isinstance(value, str)}
    assert named <= catalog.reasons.keys()


def test_only_how_things_are_written_is_corrected() -> None:
    found = report(
        country="AT",
        name="Jürgen Ж",
        street="Ring 1",
        city="wien",
        province="Wien",
        postcode="A-1010",
        phone="+43 660 1234567",
    )
    assert found.corrected == Details(
        country="AT",
        name="Jürgen Ж",
        street="Ring 1",
        city="Wien",
        province="Vienna",
        postcode="1010",
        phone="6601234567",
    )
    assert found.phone is not None and found.phone.code == "43"


def test_corrected_details_need_no_further_correction() -> None:
    once = report(
        country="AT", street="Ring 1", city="wien", province="Wien", postcode="A-1010", phone="+43 660 1234567"
    )
    again = check(once.corrected, knowledge())
    assert again.corrected == once.corrected


def test_every_finding_names_a_source_that_exists(catalog: Catalog) -> None:
    known = catalog.sources.keys() | knowledge().origins.keys()
    assert not catalog.sources.keys() & knowledge().origins.keys()
    assert knowledge().origins.keys() == customer_words.SOURCES.keys()
    named = {basis.source for country in knowledge().countries() for basis in knowledge().country(country).bases}
    named |= {number.basis.source for number in knowledge().numbers.values()}
    named |= {note[1].source for country in knowledge().countries() for note in knowledge().country(country).notes}
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "app/orderdoctor/tools/customer").glob("*.py"))
    named |= {part.split('"')[0] for part in code.split('by("')[1:]}
    assert named <= known
    assert knowledge().origins.keys() <= named | {"pccc-form"}


def test_every_rule_has_its_words() -> None:
    special = {
        Rule.MISSING, Rule.AREA_UNKNOWN, Rule.AREA_LEVEL, Rule.TOWN_UNKNOWN, Rule.NAME_WORD, Rule.ID_FORM, Rule.ID_CHECK,
        Rule.NOTE,
    }  # fmt: skip
    assert set(customer_words._TEXTS) | special == set(Rule)
    notes = {note for country in knowledge().countries() for note, _ in knowledge().country(country).notes}
    assert notes == set(customer_words.NOTES)


ODD: list[dict[str, str | None]] = [
    IN_ORDER | {"id": "390.533.447-06", "phone": "+55 (11) 91234-5678", "province": "SP", "street": "Rua A"},
    IN_ORDER | {"country": "Atlantis", "id": "1"},
    IN_ORDER | {"country": "GB", "province": "Kent", "city": "75001", "id": "x"},
    IN_ORDER | {"country": "MX", "id": "XAXX010101000", "province": "Other", "city": "Other"},
    IN_ORDER | {"country": "RU", "id": "1234567895", "name": "Иван Петров", "phone": "abc"},
    IN_ORDER | {"country": "FR", "province": "Bretagne", "postcode": "96000"},
    IN_ORDER | {"country": "ES", "postcode": "35001", "id": "B64717839"},
    IN_ORDER | {"country": "VN", "province": "?", "id": "1"},
    IN_ORDER | {"country": "SA", "id": "1058529940"},
    IN_ORDER | {"country": "OM", "id": ""},
    IN_ORDER | {"country": "TR", "id": "", "name": "x" * 400},
    {"id": "390.533.447-05", "country": None},
    dict.fromkeys(IN_ORDER, ""),
]


@pytest.mark.parametrize("fields", ODD)
def test_every_finding_can_be_told_in_every_language(
    fields: dict[str, str | None], all_words: dict[str, Words], bundle: Path
) -> None:
    found = report(**fields)
    for words in [*all_words.values(), Languages(bundle / "locale").words(PSEUDO)]:
        for finding in found.findings:
            text = customer_words.finding_text(finding, found, knowledge(), words)
            assert text and "{" not in text.replace("{}", ""), text
            customer_words.suggestion_text(finding, words)
        assert customer_words.summary_text(found, words)
        customer_words.number_text(found, knowledge(), words)


def test_the_summary_counts() -> None:
    words = Languages(Path()).words(ENGLISH)
    found = report(**IN_ORDER)
    assert customer_words.summary_text(found, words) == "Nothing that has to be corrected was found."
    found = report(**(IN_ORDER | {"id": "390.533.447-06", "phone": "1"}))
    assert customer_words.summary_text(found, words) == "2 things have to be corrected."


TEXT = st.text(max_size=60) | st.sampled_from(
    ["", "São Paulo", "SP", "01310-100", "+55 11 91234-5678", "390.533.447-05", "Other"]
)


@given(
    country=st.sampled_from([*knowledge().countries(), "", "Narnia"]),
    fields=st.dictionaries(st.sampled_from([which.value for which in Field if which is not Field.COUNTRY]), TEXT),
)
@settings(max_examples=300, deadline=None)
def test_no_input_crashes_it(country: str, fields: dict[str, str]) -> None:
    found = report(country=country, **fields)
    words = Languages(Path()).words(ENGLISH)
    for finding in found.findings:
        given_text = found.details.of(finding.field) or ""
        assert all(0 <= start < end <= len(given_text) for start, end in finding.spans), finding
        assert customer_words.finding_text(finding, found, knowledge(), words)
    check(found.corrected, knowledge())


@pytest.mark.parametrize("country", ["BR", "US", "GB", "FR", "KR", "MX", "SA", "CN", "TW", "CL", ""])
@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "1" * 100_000,
        "é" * 100_000,
        "好" * 100_000,
        "1-" * 50_000,
        " " * 100_000,
        "CPF: " * 20_000,
        "\ud800" * 9,
    ],
)
def test_no_input_takes_more_than_50_ms(country: str, text: str) -> None:
    fields = {which.value: text for which in Field} | {"country": country}
    assert seconds(lambda: report(**fields)) < 1.0


def test_what_is_too_long_is_cut_and_told() -> None:
    found = report(country="BR", name="ab " * 200)
    assert len(found.details.name or "") == MOST
    assert Rule.CUT in {finding.rule for finding in found.at(Field.NAME)}


def test_heavy_libraries_are_imported_at_first_use_only() -> None:
    code = (
        "import sys; import orderdoctor.cli.tool_commands, orderdoctor.tools.customer.checking, "
        "orderdoctor.tools.customer.paste, orderdoctor.tools.customer_words; "
        "print([name for name in ('stdnum', 'phonenumbers', 'anyascii') if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "app")
    assert ended.stdout.strip() == "[]"
