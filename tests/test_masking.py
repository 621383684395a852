"""What could tell who and which order it is about does not leave the program by default."""

from __future__ import annotations

import pytest

from orderdoctor.masking import HIDDEN, masked


@pytest.mark.parametrize(
    "personal",
    [
        "lan.nguyen@example.com",
        "+84 912 345 678",
        "0912.345.678",
        "(030) 1234-5678",
        "138 0013 8000",
        "8123456789012345",
        "LP00123456789012",
        "RR123456785CN",
        "YT2312345678901234",
    ],
)
def test_x7_numbers_and_addresses_are_hidden(personal: str) -> None:
    assert masked(f"Lỗi {personal} 订单") == f"Lỗi {HIDDEN} 订单"


def test_x7_of_a_page_only_the_host_stays() -> None:
    assert masked("see https://example.com/o/81?u=lan now") == f"see https://example.com/{HIDDEN} now"


@pytest.mark.parametrize(
    "evidence",
    [
        "-999",
        "code: -326",
        "F00-00-10013-002",
        "B_DROPSHIPPER_DELIVERY_ADDRESS_VALIDATE_FAIL",
        "2026-11-22",
        "SKU_NOT_EXIST",
        "15",
        "order 3 of 12",
        "aliexpress.solution.order.fulfill",
        "30 days",
    ],
)
def test_error_codes_and_dates_stay(evidence: str) -> None:
    assert masked(f"a {evidence} b") == f"a {evidence} b"
