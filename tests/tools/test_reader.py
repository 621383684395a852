"""The message reader: replies, logs and tables come apart into codes, messages, ids and statuses, and are explained."""

from __future__ import annotations

import string
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.finders import Finders
from orderdoctor.i18n import Words
from orderdoctor.main import Parts
from orderdoctor.tools import reader_words
from orderdoctor.tools.reader.fields import column_meaning, field_meaning
from orderdoctor.tools.reader.pairs import pairs
from orderdoctor.tools.reader.reader import Reader
from orderdoctor.tools.reader.results import Form, Kind, Notice, Reading
from orderdoctor.tools.reader.spans import Taken
from orderdoctor.tools.tracking.matching import kind_of
from orderdoctor.tools.tracking.table import load_table

TABLE = load_table(Path(__file__).parents[2] / "resources" / "tools")

ADDRESS = (
    '{"error_response":{"code":15,"msg":"Remote service error",'
    '"sub_code":"isv.B_DROPSHIPPER_DELIVERY_ADDRESS_VALIDATE_FAIL","sub_msg":"address does not match the rules",'
    '"request_id":"16fq7gyfk3","order_id":3002876007952992}}'
)
CHINESE = "您填写的货运跟踪号格式不符合该物流方案的规则要求。"
TSV = f"Order\tStatus\tFailed reason\n#1001\tFailed\tThe product is out of stock\n#1002\tFailed\t{CHINESE}\n"
LOG = (
    f"2026-11-22 10:00:01 ERROR order_id=3002876007952992 error_code=-326 msg={CHINESE}\n"
    "2026-11-22 10:00:02 INFO ok\n"
    "2026-11-22 10:00:03 ERROR order_id=8192736455463621 code: SKU_NOT_EXIST, message: The product is out of stock\n"
)


@pytest.fixture(scope="module")
def reader(shared_parts: Parts) -> Reader:
    finders = Finders(shared_parts.catalog, shared_parts.folder)
    return Reader(shared_parts.catalog, finders.find, lambda number: kind_of(number, TABLE))


def values(reading: Reading, kind: Kind) -> list[tuple[str, str]]:
    return [(piece.name, piece.value) for piece in reading.of(kind)]


def test_an_api_reply_comes_apart(reader: Reader) -> None:
    reading = reader.read(ADDRESS)
    assert reading.form is Form.JSON
    assert values(reading, Kind.CODE) == [
        ("code", "15"),
        ("sub_code", "isv.B_DROPSHIPPER_DELIVERY_ADDRESS_VALIDATE_FAIL"),
    ]
    assert values(reading, Kind.MESSAGE) == [
        ("msg", "Remote service error"),
        ("sub_msg", "address does not match the rules"),
    ]
    assert [(piece.value, piece.means) for piece in reading.of(Kind.ID)] == [
        ("16fq7gyfk3", "request"),
        ("3002876007952992", "order"),
    ]
    assert all(piece.known for piece in reading.pieces)
    assert "order.customer-details" in reading.reasons[:2]


@pytest.mark.parametrize("text", [ADDRESS, TSV, LOG], ids=["json", "table", "log"])
def test_every_piece_is_where_it_says(reader: Reader, text: str) -> None:
    for piece in reader.read(text).pieces:
        assert text[piece.start : piece.end] == piece.value
        assert text.count("\n", 0, piece.start) + 1 == piece.line


def test_json_inside_a_log_line_is_read_too(reader: Reader) -> None:
    text = '2026-11-20 10:11:12 ERROR "{\\"code\\":\\"-999\\",\\"error_message\\":\\"Invalid tracking number\\"}"'
    reading = reader.read(text)
    assert reading.form is Form.LOG
    assert values(reading, Kind.CODE) == [("code", "-999")]
    assert reading.reasons[0] == "ship.tracking-format"


def test_escapes_are_taken_off(reader: Reader) -> None:
    (piece,) = reader.read('{"msg":"\\u60a8\\u597d \\"quoted\\""}').of(Kind.MESSAGE)
    assert piece.value == '您好 "quoted"'


def test_xml_is_read(reader: Reader) -> None:
    reading = reader.read("<error_response><code>27</code><msg>Invalid session</msg></error_response>")
    assert reading.form is Form.XML
    assert reading.reasons[0] == "link.token-expired"


def test_a_table_of_failed_orders_says_what_is_wrong_with_each(reader: Reader) -> None:
    reading = reader.read(TSV)
    assert reading.form is Form.TABLE
    assert [(fault.line, fault.order, fault.reasons[0]) for fault in reading.faults] == [
        (2, "#1001", "order.out-of-stock"),
        (3, "#1002", "ship.tracking-format"),
    ]


def test_a_cell_in_quotes_may_hold_separators_and_line_breaks(reader: Reader) -> None:
    reading = reader.read('Order,Error\n1,"Invalid tracking number,\nplease check"\n2,SKU_NOT_EXIST\n')
    assert [fault.reasons[0] for fault in reading.faults] == ["ship.tracking-format", "order.sku-changed"]


@pytest.mark.parametrize(
    "text",
    [
        "| Order | Reason |\n|---|---|\n| 1 | Invalid tracking number |\n| 2 | SKU_NOT_EXIST |\n",
        "订单号;失败原因\n1;Invalid tracking number\n2;SKU_NOT_EXIST\n",
        "Mã đơn hàng,Lý do\n1,Invalid tracking number\n2,SKU_NOT_EXIST\n",
    ],
)
def test_tables_have_many_forms_and_headings(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.form is Form.TABLE
    assert [fault.order for fault in reading.faults] == ["1", "2"]


def test_a_log_says_what_is_wrong_with_each_line(reader: Reader) -> None:
    reading = reader.read(LOG)
    assert reading.form is Form.LOG
    assert [(fault.line, fault.order) for fault in reading.faults] == [(1, "3002876007952992"), (3, "8192736455463621")]
    assert reading.faults[0].reasons == ("ship.tracking-format",)


def test_a_log_line_with_commas_is_no_table(reader: Reader) -> None:
    assert reader.read("ERROR order 7, reason: x\nERROR order 8, reason: y\n").form is not Form.TABLE


def test_running_text_gives_codes_statuses_and_numbers(reader: Reader) -> None:
    reading = reader.read(
        "My order 3002876007952992 is WAIT_SELLER_SEND_GOODS and shows -326, tracking LP00123456789012"
    )
    assert [(piece.kind, piece.value, piece.means) for piece in reading.pieces] == [
        (Kind.ID, "3002876007952992", "order"),
        (Kind.STATUS, "WAIT_SELLER_SEND_GOODS", "WAIT_SELLER_SEND_GOODS"),
        (Kind.CODE, "-326", "-326"),
        (Kind.ID, "LP00123456789012", "reference"),
    ]


def test_what_the_library_does_not_know_is_set_apart_all_the_same(reader: Reader) -> None:
    reading = reader.read('{"code":"ZZZ_9","msg":"The moon is in the wrong house"}')
    assert [piece.known for piece in reading.pieces] == [False, False]
    assert reading.reasons == ()
    assert reading.speaks == {}


def test_codes_that_tell_of_no_fault_are_left_out(reader: Reader) -> None:
    assert reader.read('{"code":"0","result":{"error_code":200}}').of(Kind.CODE) == ()


def test_long_ids_keep_every_digit(reader: Reader) -> None:
    (piece,) = reader.read('{"order_id": 1102345678901234567}').of(Kind.ID)
    assert piece.value == "1102345678901234567"


# ---- warnings


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("Order,Error\n1.10234567890123E+15,x\n", Notice.ROUNDED),
        ("order_id: 1102345678901230000", Notice.ROUNDED),
        ('{"access_token":"50000abc","code":"15"}', Notice.SECRET),
        ('{"error":{"code":"15","msg":"x"', Notice.CUT_OFF),
        ("<!DOCTYPE html><html><body>Access denied</body></html>", Notice.HTML),
    ],
)
def test_what_to_be_careful_with_is_said(reader: Reader, text: str, notice: Notice) -> None:
    assert notice in [finding.what for finding in reader.read(text).findings]


def test_a_key_to_the_account_is_never_a_piece(reader: Reader) -> None:
    reading = reader.read('{"access_token":"50000abc","app_secret":"s3cret","code":"15"}')
    assert not any(word in repr(reading) for word in ("50000abc", "s3cret"))


# ---- what it says of the reasons


def test_a_message_of_one_reason_alone_speaks_for_it_more_than_one_of_several(reader: Reader) -> None:
    alone = reader.read(f'{{"msg":"{CHINESE}"}}').speaks
    shared = reader.read('{"code":"-999"}').speaks
    assert alone["ship.tracking-format"] > 30
    assert max(shared.values()) < 10
    assert len(shared) > 3


# ---- the parts


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("errorCode", "code"),
        ("error_code", "code"),
        ("Error Code", "code"),
        ("Mã lỗi", "code"),
        ("错误码", "code"),
        ("Lý do", "message"),
    ],
)
def test_a_field_s_name_is_read_in_every_spelling(name: str, kind: str) -> None:
    meaning = field_meaning(name)
    assert meaning is not None and meaning.kind == kind


def test_a_heading_may_say_more_than_a_field_s_name() -> None:
    meaning = column_meaning("AliExpress order number")
    assert meaning is not None and meaning.of == "order"
    assert field_meaning("AliExpress order number") is None


def test_a_value_without_quotes_ends_where_the_next_name_begins() -> None:
    found = [(pair.name, pair.value) for pair in pairs("code=15 msg=Remote service error request_id=abc")]
    assert found == [("code", "15"), ("msg", "Remote service error"), ("request_id", "abc")]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=20))
def test_what_is_taken_never_overlaps(spans: list[tuple[int, int]]) -> None:
    taken, kept = Taken(), set[int]()
    for start, length in spans:
        places = set(range(start, start + length))
        assert taken.take(start, start + length) is not bool(kept & places)
        kept |= places if not kept & places else set()


# ---- the words


def test_every_form_kind_and_notice_has_words(all_words: dict[str, Words]) -> None:
    assert set(reader_words.FORMS) == set(Form)
    assert set(reader_words.KINDS) == set(Kind)
    assert set(reader_words.NOTICES) == set(Notice)
    for text in reader_words.NOTICES.values():
        names = {name for _, name, _, _ in string.Formatter().parse(str(text)) if name}
        for words in all_words.values():
            assert {name for _, name, _, _ in string.Formatter().parse(words.marked(text)) if name} == names


def test_every_piece_can_be_told(reader: Reader, catalog: Catalog, all_words: dict[str, Words]) -> None:
    for piece in reader.read(ADDRESS + "\n" + LOG + "Status: Failed order_status=FINISH").pieces:
        assert reader_words.meaning_text(piece, [], catalog, all_words["en"])


# ---- robustness


@given(st.text(alphabet='{}[]":,;|=<>\\/\n\t ab01codemsg错误', max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_text_crashes_the_reader(reader: Reader, text: str) -> None:
    for piece in reader.read(text).pieces:
        assert 0 <= piece.start < piece.end <= len(text)
        assert piece.line == text.count("\n", 0, piece.start) + 1


LONG = {
    "one letter": "a" * 500_000,
    "colons": "a:" * 300_000,
    "quotes": '"' * 300_000,
    "open values": '{"code":"' * 50_000,
    "names": "error message reason status " * 20_000,
    "backslashes": '\\"' * 200_000,
    "tags": "<code>" * 60_000,
    "replies": ADDRESS * 2_000,
    "rows": "order\tstatus\terror\n" + "1\tx\tSKU_NOT_EXIST\n" * 50_000,
    "codes": "-999 " * 100_000,
    "braces": "{" * 500_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_the_longest_input_is_answered_without_running_away(reader: Reader, text: str) -> None:
    best = min(_seconds(reader, text) for _ in range(3))
    assert best < 1.0
    assert reader.read(text).cut


def _seconds(reader: Reader, text: str) -> float:
    begun = time.perf_counter()
    reader.read(text)
    return time.perf_counter() - begun
