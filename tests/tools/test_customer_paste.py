"""A pasted address block is taken apart, and every field can be traced to where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdoctor.tools.customer.model import Field
from orderdoctor.tools.customer.paste import Taken, take_apart

from .customer import knowledge, seconds

BLOCKS = [
    (
        "João da Silva\nRua das Flores, 123, apto 45\nJardim Paulista\nSão Paulo - SP\n01310-100\nBrazil\n"
        "+55 11 91234-5678\nCPF: 390.533.447-05",
        {
            "country": "Brazil",
            "name": "João da Silva",
            "street": "Rua das Flores, 123, apto 45",
            "street2": "Jardim Paulista",
            "city": "São Paulo",
            "province": "SP",
            "postcode": "01310-100",
            "phone": "+55 11 91234-5678",
            "id": "390.533.447-05",
        },
    ),
    (
        "Jane Q. Smith\n742 Evergreen Terrace\nApt 3\nSpringfield, IL 62704\nUnited States\n(217) 555-0123\njane@example.com",
        {
            "country": "United States",
            "name": "Jane Q. Smith",
            "street": "742 Evergreen Terrace",
            "street2": "Apt 3",
            "city": "Springfield",
            "province": "IL",
            "postcode": "62704",
            "phone": "(217) 555-0123",
        },
    ),
    (
        "John Smith, 10 Downing Street, London SW1A 2AA, United Kingdom, +44 20 7925 0918",
        {
            "country": "United Kingdom",
            "name": "John Smith",
            "street": "10 Downing Street",
            "city": "London",
            "postcode": "SW1A 2AA",
            "phone": "+44 20 7925 0918",
        },
    ),
    (
        "Name: Kim Minsu\nAddress: 123 Teheran-ro, Gangnam-gu\nCity: Seoul\nZip code: 06141\nPhone: +82 10-1234-5678\n"
        "PCCC: P123456789012\nCountry: South Korea",
        {
            "country": "South Korea",
            "name": "Kim Minsu",
            "street": "123 Teheran-ro, Gangnam-gu",
            "city": "Seoul",
            "postcode": "06141",
            "phone": "+82 10-1234-5678",
            "id": "P123456789012",
        },
    ),
    (
        "收件人：王小明\n电话：0912345678\n地址：信義路五段7號\n城市：台北市\n邮编：110\n国家：台湾\n身分證字號：A123456789",
        {
            "country": "台湾",
            "name": "王小明",
            "street": "信義路五段7號",
            "city": "台北市",
            "postcode": "110",
            "phone": "0912345678",
            "id": "A123456789",
        },
    ),
    (
        "Họ tên: Nguyễn Văn A\nSĐT: 0912345678\nĐịa chỉ: 12 Nguyễn Trãi\nThành phố: Hà Nội\nQuốc gia: Việt Nam",
        {
            "country": "Việt Nam",
            "name": "Nguyễn Văn A",
            "street": "12 Nguyễn Trãi",
            "city": "Hà Nội",
            "phone": "0912345678",
        },
    ),
    (
        "Max Mustermann\nMusterstraße 12\n10115 Berlin\nGermany\nTel. +49 30 123456",
        {
            "country": "Germany",
            "name": "Max Mustermann",
            "street": "Musterstraße 12",
            "city": "Berlin",
            "postcode": "10115",
            "phone": "+49 30 123456",
        },
    ),
    (
        "Jean Dupont\n12 rue de la Paix\n75002 Paris\nFrance",
        {
            "country": "France",
            "name": "Jean Dupont",
            "street": "12 rue de la Paix",
            "city": "Paris",
            "postcode": "75002",
        },
    ),
    (
        "Mario Rossi\nVia Roma 10\n16121 Genova GE\nItalia\n3471234567",
        {
            "country": "Italia",
            "name": "Mario Rossi",
            "street": "Via Roma 10",
            "city": "Genova",
            "province": "GE",
            "postcode": "16121",
            "phone": "3471234567",
        },
    ),
    (
        "Ahmed Ali\nKing Fahd Road 12\nRiyadh 12345\nRiyadh Province\nRRRD2929\nSaudi Arabia\n+966501234567",
        {
            "country": "Saudi Arabia",
            "name": "Ahmed Ali",
            "street": "King Fahd Road 12",
            "city": "Riyadh",
            "province": "Riyadh Province",
            "postcode": "12345",
            "phone": "+966501234567",
            "id": "RRRD2929",
        },
    ),
    (
        "First name: Maria\nLast name: Perez\nCountry: Chile\nRUT 12.531.909-2",
        {"country": "Chile", "name": "Maria Perez", "id": "12.531.909-2"},
    ),
]


def values(taken: Taken) -> dict[str, str]:
    return {which.value: value for which, value in taken.details.given() if value}


@pytest.mark.parametrize(("block", "expected"), BLOCKS)
def test_a_block_is_taken_apart(block: str, expected: dict[str, str]) -> None:
    assert values(take_apart(block, knowledge())) == expected


@pytest.mark.parametrize(("block", "expected"), BLOCKS)
def test_every_field_says_where_it_stood(block: str, expected: dict[str, str]) -> None:
    taken = take_apart(block, knowledge())
    assert {which.value for which in taken.spans} == expected.keys()
    for which, spans in taken.spans.items():
        assert all(block[start:end] in expected[which.value] for start, end in spans)


def test_every_field_is_there_and_empty_if_nothing_was_found() -> None:
    details = take_apart("", knowledge()).details
    assert dict(details.given()) == dict.fromkeys(Field, "")


def test_a_country_that_is_known_already_decides() -> None:
    taken = take_apart("Max Muster\nRing 1\n1010 Wien", knowledge(), "Austria")
    assert values(taken) == {
        "country": "Austria",
        "name": "Max Muster",
        "street": "Ring 1",
        "city": "Wien",
        "postcode": "1010",
    }
    assert Field.COUNTRY not in taken.spans


def test_what_nobody_knew_what_to_do_with_is_left_and_shown() -> None:
    taken = take_apart("Jane Smith\n1 Main St\nBoston MA 02139\nUSA\nhttps://example.com/order/1", knowledge())
    assert [piece.text for piece in taken.left] == ["https://example.com/order/1"]


def test_a_phone_number_is_no_tax_number_and_the_other_way_round() -> None:
    # 11 digits both: a Brazilian mobile number, and a CPF
    taken = take_apart("Ana Lima\nRua A, 1\nBrazil\n39053344705\n11961234567", knowledge())
    assert (taken.details.id, taken.details.phone) == ("39053344705", "11961234567")


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_block_crashes_it(block: str) -> None:
    taken = take_apart(block, knowledge())
    for spans in taken.spans.values():
        assert all(0 <= start <= end <= len(block) for start, end in spans)


@pytest.mark.parametrize(
    "block",
    [
        "a" * 5000,
        "1" * 5000,
        "1,2;3\n" * 1000,
        "a@" * 2000,
        "+1 " * 1500,
        "\n" * 5000,
        ":" * 4000,
        " " * 4000,
        "0-" * 2000,
    ],
)
def test_no_block_takes_more_than_50_ms(block: str) -> None:
    assert seconds(lambda: take_apart(block, knowledge(), "BR")) < 1.0
