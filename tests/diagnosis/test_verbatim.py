"""Every verbatim message of the five source documents names its reason first; and so do its distortions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.doctor import Doctor, Verdict

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "documents" / "verbatim.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["row"])
def test_a_verbatim_message_names_its_reason_first(doctor: Doctor, row: dict) -> None:
    diagnosis = doctor.diagnose(row["text"])
    named = [ranked.reason for ranked in diagnosis.ranking[: len(row["reasons"])]]
    assert set(named) == set(row["reasons"])
    assert diagnosis.verdict is (Verdict.MATCH if len(row["reasons"]) == 1 else diagnosis.verdict)
    assert diagnosis.verdict is not Verdict.UNKNOWN


def _escaped(text: str) -> str:
    return json.dumps({"error_response": {"msg": text, "request_id": "15x0a1"}})


def _html(text: str) -> str:
    return f"<tr><td>Order&nbsp;8190334577120094</td><td><b>{text}</b></td></tr>"


def _mail(text: str) -> str:
    return (
        "Hi team,\n\nfrom: Linh <linh@example.com>\nmy order 8190334577120094 of 21/11/2026 is stuck, "
        f"the screen says:\n> {text}\n\nWhat now?? Thanks\nSent from my phone"
    )


WRAPPED = {
    "escaped json": _escaped,
    "html": _html,
    "mail": _mail,
    "upper case": str.upper,
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "zero width": "\u200b".join,
    "line breaks": lambda text: text.replace(" ", "\n").replace(",", ",\n"),
}
LONG_ENOUGH = [row for row in ROWS if len(row["text"]) > 12]


@pytest.mark.parametrize("wrapping", WRAPPED)
def test_i28_wrapped_or_deformed_it_is_still_the_same_message(doctor: Doctor, wrapping: str) -> None:
    missed = []
    for row in LONG_ENOUGH:
        if doctor.diagnose(WRAPPED[wrapping](row["text"])).ranking[0].reason not in row["reasons"]:
            missed.append(row["row"])
    assert not missed


def test_without_diacritics_or_cut_in_half_it_is_still_recognised(doctor: Doctor) -> None:
    vietnamese = [row for row in ROWS if row["row"].startswith("003")]
    for row in vietnamese:
        plain = doctor._folder.plain(row["text"])
        assert doctor.diagnose(plain).ranking[0].reason in row["reasons"], plain
        half = row["text"][: len(row["text"]) * 2 // 3]
        assert doctor.diagnose(half).ranking[0].reason in row["reasons"], half


TRADITIONAL = {
    "該交易訂單已填寫發貨通知,無需重複操作。": "ship.already-declared",
    "該貨運跟蹤號未通過物流風控審核,請更換貨運跟蹤號後重試。": "ship.tracking-rejected",
    "該物流方案不存在,請選擇有效的物流方案後重試。": "ship.carrier-not-found",
    "查詢履約單失敗": "ship.fulfilment-lookup-failed",
    "物流跟蹤網址不能為空,請修改後重試。": "ship.tracking-url-missing",
}


@pytest.mark.parametrize(("text", "reason"), TRADITIONAL.items())
def test_i28_traditional_characters_are_the_same_message(doctor: Doctor, text: str, reason: str) -> None:
    diagnosis = doctor.diagnose(text)
    assert diagnosis.ranking[0].reason == reason
    assert diagnosis.verdict is Verdict.MATCH


def test_minus_999_alone_is_ambiguous_between_its_reasons(doctor: Doctor, catalog: Catalog) -> None:
    diagnosis = doctor.diagnose("-999")
    owners = {r.id for r in catalog.reasons.values() if any(code.code == "-999" for code in r.codes)}
    assert diagnosis.verdict is Verdict.AMBIGUOUS
    assert {ranked.reason for ranked in diagnosis.ranking} <= owners
    assert diagnosis.none < 0.05


@pytest.mark.parametrize("text", ["", "   ", "hello", "asdf qwer", "今天天气真好", "thời tiết hôm nay thế nào", "😀😀", "12", "42 7 15"])
def test_what_says_nothing_of_ours_is_unknown(doctor: Doctor, text: str) -> None:
    assert doctor.diagnose(text).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("text", ["phone 090-999-123", "order 12-999", "2026-11-21", "room 7, 15 people", "call 505 123 604"])
def test_a_number_in_running_text_is_no_code(doctor: Doctor, text: str) -> None:
    assert doctor.diagnose(text).codes() == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("error code: 7", ("7",)), ('{"code":15}', ("15",)), ("错误码：-1", ("-1",)), ("code -999: x", ("-999",)),
        ("lỗi 326", ("-326",)), ("ＣＯＤＥ －９９９", ("-999",)), ("SKU_NOT_EXIST", ("SKU_NOT_EXIST",)),
        ("SКU_NОT_EХIST", ("SKU_NOT_EXIST",)), ("isp.top-remote-connection-timeout", ("isp.*",)),
        ("F00-00-10013-002", ("F00-00-10013-002",)), ("-\u200b999", ("-999",)),
    ],
)  # fmt: skip
def test_x3_codes_are_found_in_their_surroundings(doctor: Doctor, text: str, codes: tuple[str, ...]) -> None:
    assert doctor.diagnose(text).codes() == codes


def test_the_message_decides_where_a_code_belongs_to_many(doctor: Doctor) -> None:
    both = doctor.diagnose("code -999 该物流方案不存在")
    assert both.ranking[0].reason == "ship.carrier-not-found"
    assert both.verdict is Verdict.MATCH


def test_a_code_that_was_taken_away_is_no_evidence(doctor: Doctor) -> None:
    assert doctor.diagnose("-999", without=("-999",)).verdict is Verdict.UNKNOWN


def test_where_the_user_works_speaks_for_the_reasons_met_there(doctor: Doctor, catalog: Catalog) -> None:
    text = "sản phẩm hết hàng"
    system = doctor.diagnose(text, system="aliexpress-seller")
    anywhere = doctor.diagnose(text)
    probability = {ranked.reason: ranked.probability for ranked in anywhere.ranking}
    for ranked in system.ranking:
        if "aliexpress-seller" in catalog.reasons[ranked.reason].systems and ranked.reason in probability:
            assert ranked.probability >= probability[ranked.reason]


def test_a_long_paste_is_cut_in_the_middle_and_both_ends_are_read(doctor: Doctor) -> None:
    filler = "lorem ipsum dolor " * 5_000
    diagnosis = doctor.diagnose(filler + " 该物流方案不存在,请选择有效的物流方案后重试。")
    assert diagnosis.cut
    assert diagnosis.ranking[0].reason == "ship.carrier-not-found"
    start, end = next(span for piece in diagnosis.evidence for span in piece.spans)
    assert (filler + " 该物流方案不存在,请选择有效的物流方案后重试。")[start:end].startswith("该物流方案不存在")


def test_probabilities_add_up_and_evidence_points_into_the_text(doctor: Doctor, catalog: Catalog) -> None:
    for row in ROWS:
        diagnosis = doctor.diagnose(row["text"])
        assert 0 <= diagnosis.none <= 1
        assert sum(ranked.probability for ranked in diagnosis.ranking) + diagnosis.none <= 1 + 1e-9
        for piece in diagnosis.evidence:
            assert all(0 <= start < end <= len(row["text"]) for start, end in piece.spans)
