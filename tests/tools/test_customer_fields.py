"""Postcodes, phones, provinces and towns, names, streets, letters: what each rule finds and how sure it is."""

from __future__ import annotations

import pytest

from orderdoctor.tools.customer.letters import latin, nearest, plain, unaccented
from orderdoctor.tools.customer.model import Details, Field, Rule
from orderdoctor.tools.customer.phones import read_phone
from orderdoctor.tools.finding import Severity, Sure

from .customer import knowledge, report, rules

CODES = [code for code in knowledge().countries() if knowledge().postcode(code)[0]]


# ---- country


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("BR", "BR"),
        ("br", "BR"),
        ("Brazil", "BR"),
        ("Brasil", "BR"),
        ("巴西", "BR"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("Hoa Kỳ", "US"),
        ("UK", "GB"),
        ("Great Britain", "GB"),
        ("South Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("Hàn Quốc", "KR"),
        ("대한민국", "KR"),
        ("Türkiye", "TR"),
        ("TURKEY", "TR"),
        ("SRB", "RS"),
        ("Россия", "RU"),
        ("Deutschland", "DE"),
        ("Nowhere", ""),
        ("", ""),
    ],
)
def test_a_country_is_known_by_its_names_in_many_languages(text: str, code: str) -> None:
    assert knowledge().country_named(text) == code


@pytest.mark.parametrize(
    ("code", "listed"),
    [("GB", "UK"), ("RS", "SRB"), ("ME", "MNE"), ("CD", "ZR"), ("TL", "TLS"), ("CU", "OTHER"), ("BR", "BR")],
)
def test_aliexpress_writes_some_countries_in_its_own_way(code: str, listed: str) -> None:
    # ALD source code, filter_country (shared facts)
    assert report(country=code).listed_as == listed


def test_dsers_takes_no_short_country_names() -> None:
    found = rules(Field.COUNTRY, country="USA")[Rule.COUNTRY_SHORT]
    assert found.suggestions == ("United States",)


def test_an_unknown_country_is_an_error_with_the_nearest_names() -> None:
    found = rules(Field.COUNTRY, country="Brazill")[Rule.COUNTRY_UNKNOWN]
    assert (found.severity, found.suggestions[0]) == (Severity.ERROR, "Brazil")


def test_countries_that_are_not_served_are_warned_of() -> None:
    assert Rule.COUNTRY_NOT_SERVED in rules(Field.COUNTRY, country="India")
    assert Rule.COUNTRY_UNLISTED in rules(Field.COUNTRY, country="Cuba")


# ---- postcodes


@pytest.mark.parametrize("code", CODES)
def test_googles_examples_have_the_form_of_their_country(code: str) -> None:
    for example in knowledge().postcode(code)[1]:
        assert Rule.POSTCODE_FORMAT not in rules(Field.POSTCODE, country=code, postcode=example), example


@pytest.mark.parametrize(
    ("country", "postcode"),
    [
        # validator.js, tests of isPostalCode, and Google's own examples
        ("BR", "22050-000"),
        ("CA", "L4T 0A5"),
        ("GB", "TW8 9GS"),
        ("GB", "BS98 1TL"),
        ("JP", "135-0000"),
        ("NL", "1012 SZ"),
        ("PL", "47-260"),
        ("PT", "4829-489"),
        ("SE", "284 39"),
        ("IE", "A65 TF12"),
        ("IE", "D6W 1234"),
        ("SA", "12345-6789"),
        ("US", "39820"),
        ("IL", "1029200"),
    ],
)
def test_a_postcode_in_the_form_of_its_country_is_fine(country: str, postcode: str) -> None:
    assert not rules(Field.POSTCODE, country=country, postcode=postcode)


@pytest.mark.parametrize(
    ("country", "postcode"),
    [
        ("GB", "EC1Y 8SYY"),  # passes Google's pattern if it is not matched as a whole (libraries.md)
        ("GB", "EC1Y8S"),
        ("US", "1234567"),
        ("US", "ABCDE"),
        ("BR", "1234"),
        ("DE", "123456"),
        ("AT", "123"),
        ("KR", "123-456"),  # the form until 2015
        ("IE", "756 90HG"),  # validator.js
        ("CA", "D1A 1A1"),
        ("PL", "4726O"),
    ],
)
def test_what_is_no_postcode_of_the_country_is_an_error(country: str, postcode: str) -> None:
    found = rules(Field.POSTCODE, country=country, postcode=postcode)[Rule.POSTCODE_FORMAT]
    assert found.severity is Severity.ERROR
    assert found.facts["examples"]


@pytest.mark.parametrize(
    ("country", "postcode", "right"),
    [
        ("AT", "A-1010", "1010"),
        ("DE", "D-10115", "10115"),
        ("CH", "CH 8001", "8001"),
        ("AZ", "AZ1000", "1000"),
        ("PL", "00950", "00-950"),
        ("PT", "1000205", "1000-205"),
        ("GB", "sw1a2aa", "SW1A2AA"),
        ("CA", "k1a  0b1", "K1A 0B1"),
        ("US", "221621010", "22162-1010"),
        ("BR", "０１３１０１００", "01310100"),
    ],
)
def test_a_postcode_that_is_only_written_otherwise_is_put_right(country: str, postcode: str, right: str) -> None:
    found = rules(Field.POSTCODE, country=country, postcode=postcode)[Rule.POSTCODE_WRITTEN]
    assert (found.suggestions, found.sound) == ((right,), True)
    assert report(country=country, postcode=postcode).corrected.postcode == right


@pytest.mark.parametrize(
    ("country", "postcode", "meant"),
    [("US", "2139", "02139"), ("DE", "1067", "01067"), ("CA", "K1A OB1", "K1A0B1"), ("FR", "7500l", "75001")],
)
def test_likely_slips_in_a_postcode_are_suggested_and_never_put_in(country: str, postcode: str, meant: str) -> None:
    found = rules(Field.POSTCODE, country=country, postcode=postcode)[Rule.POSTCODE_FORMAT]
    assert found.suggestions == (meant,)
    assert report(country=country, postcode=postcode).corrected.postcode == postcode


def test_a_postcode_of_another_province_is_told() -> None:
    found = rules(Field.POSTCODE, country="BR", province="Rio de Janeiro", postcode="01310-100")
    assert found[Rule.POSTCODE_ELSEWHERE].facts["areas"] == ("Sao Paulo",)
    assert not rules(Field.POSTCODE, country="BR", province="São Paulo", postcode="01310-100")


@pytest.mark.parametrize(("country", "postcode"), [("ES", "53000"), ("FR", "96000"), ("IN", "012345")])
def test_a_postcode_that_no_province_has_is_told(country: str, postcode: str) -> None:
    # validator.js, tests of isPostalCode, invalid ones
    assert Rule.POSTCODE_NOWHERE in rules(Field.POSTCODE, country=country, postcode=postcode)


@pytest.mark.parametrize(
    ("country", "postcode"), [("ES", "35001"), ("ES", "38001"), ("ES", "51001"), ("ES", "52001"), ("PT", "9500-321")]
)
def test_islands_and_exclaves_are_told(country: str, postcode: str) -> None:
    assert Rule.REMOTE_AREA in rules(Field.POSTCODE, country=country, postcode=postcode)


def test_a_missing_postcode_matters_where_the_country_needs_one() -> None:
    assert rules(Field.POSTCODE, country="BR", postcode="")[Rule.MISSING].severity is Severity.ERROR
    assert rules(Field.POSTCODE, country="CL", postcode="")[Rule.MISSING].severity is Severity.WARNING
    assert not rules(Field.POSTCODE, country="HK", postcode="")


# ---- phones


@pytest.mark.parametrize(
    ("country", "phone", "code", "number"),
    [
        # libphonenumber's own examples for mobile numbers, and the notation of its documentation
        ("BR", "11961234567", "55", "11961234567"),
        ("US", "2015550123", "1", "2015550123"),
        ("GB", "07400123456", "44", "7400123456"),
        ("VN", "0912345678", "84", "912345678"),
        ("KR", "010-2000-0000", "82", "1020000000"),
        ("CH", "+41 44 668 18 00", "41", "446681800"),
        ("BR", "0055 11 96123-4567", "55", "11961234567"),
        ("BR", "5511961234567", "55", "11961234567"),
    ],
)
def test_a_phone_is_parted_into_country_code_and_number(country: str, phone: str, code: str, number: str) -> None:
    parts = report(country=country, phone=phone).phone
    assert parts is not None
    assert (parts.code, parts.number) == (code, number)


def test_a_phone_as_aliexpress_takes_it_is_fine() -> None:
    assert not rules(Field.PHONE, country="BR", phone="11961234567")


@pytest.mark.parametrize(
    ("country", "phone", "rule", "severity"),
    [
        ("BR", "(11) 96123-4567", Rule.PHONE_SIGNS, Severity.WARNING),
        ("GB", "07400123456", Rule.PHONE_ZERO, Severity.WARNING),
        ("BR", "+5511961234567", Rule.PHONE_CODE, Severity.HINT),
        ("US", "1-800-FLOWERS", Rule.PHONE_LETTERS, Severity.ERROR),
        ("US", "12345", Rule.PHONE_IMPOSSIBLE, Severity.ERROR),
        ("US", "123456789012345678", Rule.PHONE_IMPOSSIBLE, Severity.ERROR),
        ("US", "2015550123 x 12", Rule.PHONE_SIGNS, Severity.WARNING),
        ("US", "0000000000", Rule.PHONE_PLACEHOLDER, Severity.WARNING),
        ("US", "5555555555", Rule.PHONE_PLACEHOLDER, Severity.WARNING),
        ("US", "1230000000", Rule.PHONE_PLACEHOLDER, Severity.WARNING),
        ("DE", "+442079250918", Rule.PHONE_ELSEWHERE, Severity.HINT),
        ("SG", "91234567", Rule.PHONE_LENGTH_MEASURED, Severity.HINT),
        ("US", "not a number", Rule.PHONE_IMPOSSIBLE, Severity.ERROR),
        ("US", "", Rule.MISSING, Severity.ERROR),
    ],
)
def test_what_is_wrong_with_a_phone_number(country: str, phone: str, rule: Rule, severity: Severity) -> None:
    assert rules(Field.PHONE, country=country, phone=phone)[rule].severity is severity


def test_possible_but_not_valid_is_a_warning_and_not_an_error() -> None:
    found = rules(Field.PHONE, country="US", phone="2010000123")
    assert found[Rule.PHONE_NOT_VALID].severity is Severity.WARNING
    assert Rule.PHONE_IMPOSSIBLE not in found


def test_the_marked_signs_are_those_that_have_to_go() -> None:
    given = " (11) 96123-4567"
    found = rules(Field.PHONE, country="BR", phone=given)[Rule.PHONE_SIGNS]
    left = "".join(
        letter for at, letter in enumerate(given) if not any(start <= at < end for start, end in found.spans)
    )
    assert left.strip() == "11961234567" == found.suggestions[0]


def test_a_phone_needs_its_country_or_a_plus() -> None:
    assert read_phone("11961234567", "") is None
    assert read_phone("+5511961234567", "") is not None


# ---- provinces and towns


@pytest.mark.parametrize(
    ("country", "province", "listed"),
    [
        ("AT", "Wien", "Vienna"),
        ("AT", "Tirol", "Tyrol"),
        ("AT", "Steiermark", "Styria"),
        ("IT", "Genova", "Liguria"),
        ("IT", "Milano", "Lombardia"),
        ("BE", "Vlaanderen", "Region Flamande"),
        ("IL", "Southern District", "HaDarom (South)"),
        ("SA", "Riyadh", "Riyadh Province"),
    ],
)
def test_aliexpress_own_name_of_a_province_is_put_in(country: str, province: str, listed: str) -> None:
    found = rules(Field.PROVINCE, country=country, province=province)[Rule.AREA_LISTED_AS]
    assert (found.suggestions, found.sound) == ((listed,), True)


@pytest.mark.parametrize(
    ("country", "province", "listed"),
    [("IT", "GE", "Liguria"), ("BR", "SP", "Sao Paulo"), ("US", "CA", "California"), ("AU", "NSW", "New South Wales")],
)
def test_a_short_form_of_a_province_is_warned_of(country: str, province: str, listed: str) -> None:
    assert rules(Field.PROVINCE, country=country, province=province)[Rule.AREA_CODE].suggestions == (listed,)


@pytest.mark.parametrize(
    ("country", "province"),
    [
        ("AT", "Vienna"),
        ("IT", "Liguria"),
        ("GB", "England"),
        ("FR", "Ain"),
        ("FR", "Bouches-du-Rhône"),
        ("BR", "São Paulo"),
        ("BR", "sao paulo"),
        ("KR", "서울특별시"),
        ("KR", "Seoul"),
        ("JP", "Aichi ken"),
        ("ID", "Jawa Barat"),
        ("MX", "Mexico"),
        ("MX", "Ciudad de Mexico"),
        ("UA", "Vinnytska"),
        ("TH", "Buriram"),
        ("US", "New York"),
        ("VN", "Hà Nội"),
    ],
)
def test_a_listed_province_is_fine(country: str, province: str) -> None:
    assert not rules(Field.PROVINCE, country=country, province=province)


def test_a_french_region_is_not_the_level_of_the_newer_list() -> None:
    found = rules(Field.PROVINCE, country="FR", province="Bretagne", postcode="35000")[Rule.AREA_LEVEL]
    assert found.suggestions == ("Ille-et-Vilaine",)


def test_a_british_county_is_not_listed_and_its_postcode_names_the_nation() -> None:
    found = rules(Field.PROVINCE, country="GB", province="Kent", postcode="TN23 1AA")[Rule.AREA_UNKNOWN]
    assert (found.severity, found.suggestions) == (Severity.WARNING, ("England",))
    assert found.facts["other"] == "yes"


def test_a_misspelt_province_gets_the_nearest_names() -> None:
    found = rules(Field.PROVINCE, country="US", province="Califronia")[Rule.AREA_UNKNOWN]
    assert found.suggestions[0] == "California"
    assert found.facts["other"] == "no"


def test_a_town_in_place_of_the_province_names_the_province() -> None:
    found = rules(Field.PROVINCE, country="BR", province="Campinas")[Rule.AREA_UNKNOWN]
    assert found.suggestions[0] == "Sao Paulo"


def test_province_and_city_that_are_exchanged_are_told() -> None:
    found = rules(Field.PROVINCE, country="US", province="Los Angeles", city="California")[Rule.SWAPPED]
    assert found.suggestions == ("California",)


@pytest.mark.parametrize(
    ("country", "severity"),
    [
        ("US", Severity.WARNING),
        ("MX", Severity.ERROR),
        ("CL", Severity.ERROR),
        ("AR", Severity.ERROR),
        ("UA", Severity.ERROR),
    ],
)
def test_other_is_no_province_where_the_list_has_none(country: str, severity: Severity) -> None:
    assert rules(Field.PROVINCE, country=country, province="Other")[Rule.OTHER_REFUSED].severity is severity


def test_other_is_no_town_in_mexico_and_ukraine() -> None:
    for country in ("MX", "UA"):
        assert Rule.OTHER_REFUSED in rules(Field.CITY, country=country, city="other")
    assert not rules(Field.CITY, country="DE", city="Other")


def test_with_other_the_second_line_has_to_hold_the_name() -> None:
    assert Rule.OTHER_TOWN in rules(Field.STREET2, country="DE", city="Other", street2="")
    assert not rules(Field.STREET2, country="DE", city="Other", street2="Kleinkleckersdorf")


def test_vietnams_provinces_before_july_2025_are_a_hint_and_no_error() -> None:
    found = rules(Field.PROVINCE, country="VN", province="Tỉnh Mới")[Rule.AREA_OLD]
    assert found.severity is Severity.HINT


def test_perus_departments_are_not_taken_for_aliexpress_provinces() -> None:
    found = report(country="PE", province="Lima")
    assert [finding.rule for finding in found.at(Field.PROVINCE)] == [Rule.AREA_UNCHECKED, Rule.NOTE]


def test_a_town_of_another_province_is_told() -> None:
    found = rules(Field.CITY, country="BR", province="Rio de Janeiro", city="Campinas")[Rule.TOWN_ELSEWHERE]
    assert "Sao Paulo" in found.facts["areas"]  # type: ignore[operator]


def test_a_misspelt_town_gets_the_nearest_names() -> None:
    found = rules(Field.CITY, country="BR", province="São Paulo", city="Sao Palo")[Rule.TOWN_UNKNOWN]
    assert found.suggestions[0] == "Sao Paulo"


def test_austria_takes_no_town_in_small_letters() -> None:
    found = rules(Field.CITY, country="AT", city="graz")[Rule.TOWN_LOWER_CASE]
    assert (found.suggestions, found.bases[0].sure) == (("Graz",), Sure.OPERATOR)


def test_a_postcode_in_the_city_is_told() -> None:
    found = rules(Field.CITY, country="FR", city="75002 Paris")[Rule.TOWN_POSTCODE]
    assert (found.facts["postcode"], found.spans, found.suggestions) == ("75002", ((0, 5),), ("Paris",))


def test_province_and_city_are_required_everywhere() -> None:
    for country in ("DE", "US", "BR", "NZ"):
        assert rules(Field.PROVINCE, country=country, province="")[Rule.MISSING].severity is Severity.ERROR
        assert rules(Field.CITY, country=country, city=" ")[Rule.MISSING].severity is Severity.ERROR
    assert rules(Field.PROVINCE, country="BR", province="", postcode="01310-100")[Rule.MISSING].suggestions == (
        "Sao Paulo",
    )


# ---- names, streets, letters


def test_in_the_united_states_each_word_of_the_name_needs_2_to_32_characters() -> None:
    for name in ("J Smith", "John " + "x" * 33):
        found = rules(Field.NAME, country="US", name=name)[Rule.NAME_WORD]
        assert (found.severity, found.bases[0].sure) == (Severity.ERROR, Sure.OFFICIAL)
    assert not rules(Field.NAME, country="US", name="Jo Smith")
    assert rules(Field.NAME, country="BR", name="J Silva")[Rule.NAME_WORD].severity is Severity.HINT


@pytest.mark.parametrize(
    ("country", "name", "rule"),
    [
        ("US", "Madonna", Rule.NAME_ONE_WORD),
        ("US", "John Smith 2", Rule.NAME_DIGITS),
        ("RU", "Ivan Petrov", Rule.NAME_PATRONYMIC),
        ("US", "Maria " * 9, Rule.NAME_LENGTH),
    ],
)
def test_hints_about_names(country: str, name: str, rule: Rule) -> None:
    assert rules(Field.NAME, country=country, name=name)[rule].severity is Severity.HINT


def test_length_is_counted_in_bytes_and_no_number_is_stated_for_the_second_line() -> None:
    assert Rule.TOO_LONG not in rules(Field.STREET, country="BR", street="a" * 90)
    assert rules(Field.STREET, country="BR", street="é" * 46)[Rule.TOO_LONG].facts == {"n": 92, "most": 90}
    assert not rules(Field.STREET2, country="BR", street2="a" * 200)


@pytest.mark.parametrize(
    ("street", "street2", "missing"),
    [
        ("Rua das Flores", "", {Rule.STREET_NUMBER, Rule.STREET_NEIGHBOURHOOD}),
        ("Rua das Flores, 123", "", {Rule.STREET_NEIGHBOURHOOD}),
        ("Rua das Flores, 123, apto 45 bloco B", "", {Rule.STREET_NEIGHBOURHOOD}),
        ("Rua das Flores, 123", "Jardim Paulista", set()),
        ("Rua das Flores, 123, apto 45 - Jardim Paulista", "", set()),
        ("Rodovia BR-101, s/n", "Centro", set()),
    ],
)
def test_brazil_needs_house_number_and_neighbourhood(street: str, street2: str, missing: set[Rule]) -> None:
    found = rules(Field.STREET, country="BR", street=street, street2=street2)
    asked = {rule for rule in found if rule in (Rule.STREET_NUMBER, Rule.STREET_NEIGHBOURHOOD)}
    assert asked == missing
    assert all(found[rule].severity is Severity.WARNING for rule in asked)


@pytest.mark.parametrize(
    ("name", "country", "rule", "suggestion"),
    [
        ("Nguyễn Văn Đạt", "VN", Rule.ACCENTS, "Nguyen Van Dat"),
        ("João", "BR", Rule.ACCENTS, "Joao"),
        ("Jürgen Größe", "DE", Rule.ACCENTS, "Juergen Groesse"),
        ("Øyvind Æsop", "NO", Rule.ACCENTS, "Oyvind Aesop"),
        ("Иван Петров", "RU", Rule.NOT_LATIN, "Ivan Petrov"),
        ("José 🌸", "ES", Rule.SYMBOLS, "José"),
        ("John \u200bSmith", "US", Rule.HIDDEN_LETTERS, "John Smith"),
        ("Ｊｏｈｎ Smith", "US", Rule.FULL_WIDTH, "John Smith"),
    ],
)
def test_letters_that_may_not_be_taken_get_a_suggestion(name: str, country: str, rule: Rule, suggestion: str) -> None:
    found = rules(Field.NAME, country=country, name=name)[rule]
    assert found.suggestions == (suggestion,)
    assert found.spans


def test_names_are_never_put_into_other_letters_by_themselves() -> None:
    for name in ("Nguyễn Văn Đạt", "Иван Петров", "王小明", "José 🌸"):
        assert report(country="RU", name=name).corrected.name == name


def test_ordinary_signs_of_an_address_are_no_symbols() -> None:
    found = rules(Field.STREET, country="US", street="12 St. Mary's Rd., O'Neill-Park")
    assert not found
    assert rules(Field.STREET, country="US", street="12 Main St #4")[Rule.RARE_SYMBOLS].severity is Severity.HINT
    assert rules(Field.STREET, country="US", street="12 Main St “B”")[Rule.SYMBOLS].severity is Severity.WARNING


def test_latin_letters() -> None:
    assert latin("Đường Nguyễn Trãi") == "Duong Nguyen Trai"
    assert latin("Müller", umlauts=True) == "Mueller"
    assert unaccented("Łódź Ærø Straße İstanbul") == "Lodz Aero Strasse Istanbul"
    assert plain("  L'Aquila – Città ") == "laquila citta"


def test_nearest_names_come_best_first() -> None:
    assert nearest("Califronia", ["Colorado", "California", "Carolina"])[0] == "California"
    assert nearest("xyz", ["California"]) == ()


def test_a_field_that_was_not_given_is_not_looked_at() -> None:
    found = report(country="BR", id="390.533.447-05")
    assert {finding.field for finding in found.findings} <= {Field.ID}
    assert Field.STREET in found.unchecked
    assert Details(country="BR").of(Field.NAME) is None
