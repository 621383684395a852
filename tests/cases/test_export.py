"""Exports are whole files that say what they are, and no spreadsheet takes a text for a formula."""

from __future__ import annotations

import csv
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderdoctor.cases import (
    Case,
    Noted,
    Outcome,
    Recorded,
    SaveFailed,
    StepBlocked,
    StepDone,
    TargetExists,
    Titled,
    WaitingUntil,
    export_cases,
    fold_case,
)
from orderdoctor.cases.export import COLUMNS, _cell

from .helpers import NOON, chosen, opened
from .strategies import histories

DANGEROUS = tuple("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫")


def case(text: str = "库存不足", *events, codes: tuple[str, ...] = ("-999",)) -> Case:
    happened = (opened(text, language="zh", codes=codes), *events)
    return fold_case("id", 12, [Recorded(i + 1, NOON, event) for i, event in enumerate(happened)])


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("first", DANGEROUS)
def test_x5_a_cell_that_would_be_a_formula_is_made_text(tmp_path: Path, first: str):
    text = first + 'HYPERLINK("http://evil","x");"a",b\nc'
    export_cases([case(text, Titled(first + "cmd|' /C calc'!A0"), codes=(first + "A1",))], tmp_path / "x.csv", "csv")
    (row,) = table(tmp_path / "x.csv")
    for column in ("text", "title", "codes"):
        assert row[column].startswith("'"), column
    assert row["text"] == "'" + text
    assert len(row) == len(COLUMNS) + 1


@pytest.mark.parametrize("code", ["-999", "-326", "+1", "-1.5", "999", "-1,5"])
def test_x5_a_negative_code_still_reads_as_the_number_it_is(tmp_path: Path, code: str):
    export_cases([case(codes=(code,))], tmp_path / "x.csv", "csv")
    assert table(tmp_path / "x.csv")[0]["codes"] == code


@pytest.mark.parametrize("text", ["-999+cmd", "-999 -326", "-", "--1", "-1-1", "-999\n=1+1", "- item"])
def test_x5_what_only_begins_like_a_number_is_made_text(text: str):
    assert _cell(text) != text


@pytest.mark.parametrize("text", ["a;=1+1", "a\t=1+1", "a\n=1+1", "a\r\n @SUM(A1)", 'a";\n-cmd'])
def test_x5_a_formula_behind_what_another_program_takes_for_the_cells_end_is_made_text(text: str):
    assert "'=" in _cell(text) or "'@" in _cell(text) or "'-" in _cell(text)


@pytest.mark.parametrize("text", ["", "a=b", "1 - 2", "don't @ me", "a\n\nb", "mã: -999; -326", "Đơn hàng"])
def test_x5_an_ordinary_text_stays_as_it_is(text: str):
    assert _cell(text) == text


@given(st.text(st.sampled_from([*DANGEROUS, "1", "9", ".", ";", " ", "\0", "a", '"', ",", "'"]), max_size=12))
def test_x5_no_text_gets_through_as_a_formula_and_none_is_lost(text: str):
    cell = _cell(text)
    assert not cell.startswith(DANGEROUS) or is_number(cell)
    assert cell.replace("'", "") == text.replace("'", "").replace("\0", "")
    assert "\0" not in cell


def test_x6_an_existing_file_is_replaced_only_if_asked_for(tmp_path: Path):
    target = tmp_path / "cases.txt"
    target.write_text("dear diary")
    with pytest.raises(TargetExists) as caught:
        export_cases([case()], target, "text")
    assert caught.value.path == target
    assert target.read_text() == "dear diary"
    assert export_cases([case()], target, "text", overwrite=True) == 1
    assert "库存不足" in target.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["cases.txt"]


@pytest.mark.parametrize("form", ["json", "csv", "text"])
def test_x6_an_export_that_fails_half_way_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch, form):
    target = tmp_path / "cases.out"
    target.write_text("before")

    def torn(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", torn)
    with pytest.raises(SaveFailed) as caught:
        export_cases([case()], target, form, overwrite=True)
    assert caught.value.cause == "disk-full"
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["cases.out"]


def test_x6_a_folder_that_is_not_there_is_a_fault(tmp_path: Path):
    with pytest.raises(SaveFailed) as caught:
        export_cases([case()], tmp_path / "nowhere" / "x.json", "json")
    assert caught.value.cause == "other"


def test_i31_json_says_its_format_and_language_and_holds_everything(tmp_path: Path):
    full = case(
        "库存不足 😀",
        chosen(),
        StepDone("add/step-1"),
        StepBlocked("add/step-2", "không có nút"),
        Outcome("no", "order.tax-id", "add"),
        Noted("gọi lại"),
        WaitingUntil(NOON + timedelta(days=1), None),
    )
    assert export_cases([full], tmp_path / "x.json", "json", language="vi") == 1
    content = (tmp_path / "x.json").read_bytes()
    document = json.loads(content)
    assert not content.startswith(b"\xef\xbb\xbf")
    assert (document["format"], document["language"]) == (1, "vi")
    (facts,) = document["cases"]
    assert tuple(facts) == COLUMNS
    assert facts["text"] == "库存不足 😀"
    assert facts["waiting_until"] == "2026-03-05T12:00:00+00:00"
    assert facts["steps"][1]["blocked"] == "không có nút"
    assert facts["tried"] == [{"reason": "order.tax-id", "solution": "add", "worked": "no"}]
    assert facts["notes"] == [{"at": "2026-03-04T12:00:00+00:00", "text": "gọi lại"}]


def test_i31_csv_has_a_bom_iso_dates_and_the_language_of_its_captions(tmp_path: Path):
    export_cases([case("Đơn hàng", chosen())], tmp_path / "x.csv", "csv", language="vi", labels={"number": "Số"})
    content = (tmp_path / "x.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    (row,) = table(tmp_path / "x.csv")
    assert (row["Số"], row["text"], row["language"]) == ("12", "Đơn hàng", "zh")
    assert datetime.fromisoformat(row["opened_at"]) == NOON
    assert "lang:vi" in row


def test_i31_text_begins_with_its_language_and_leaves_out_what_is_empty(tmp_path: Path):
    noted = case("Đơn hàng", chosen(), StepDone("add/step-1"), Noted("two\nlines"))
    export_cases([noted, case("second")], tmp_path / "x.txt", "text", language="vi", labels={"text": "Nội dung"})
    lines = (tmp_path / "x.txt").read_text("utf-8").splitlines()
    assert lines[0] == "lang:vi"
    assert "Nội dung: Đơn hàng" in lines
    assert not any(line.startswith("handed_to") for line in lines)
    assert any("[x]" in line and "Do 1." in line for line in lines)
    assert sum(line.startswith("number: ") for line in lines) == 2


def test_x7_everything_that_the_user_wrote_goes_through_the_mask(tmp_path: Path):
    private = "Lan 0912345678"
    events = (Titled(private), Noted(private), chosen(), StepBlocked("add/step-1", private))
    for form in ("json", "csv", "text"):
        target = tmp_path / f"x.{form}"
        export_cases([case(private, *events)], target, form, mask=lambda text: text.replace(private, "***"))
        assert private not in target.read_text("utf-8-sig")
        assert "***" in target.read_text("utf-8-sig")


@given(st.lists(histories(), max_size=3))
def test_any_cases_can_be_exported_and_read_again(tmp_path_factory: pytest.TempPathFactory, many):
    folder = tmp_path_factory.mktemp("export")
    cases = [fold_case(str(i), i, records) for i, records in enumerate(many)]
    for form in ("json", "csv", "text"):
        assert export_cases(cases, folder / form, form) == len(cases)
    read = json.loads((folder / "json").read_text("utf-8"))["cases"]
    assert [facts["text"] for facts in read] == [case.text for case in cases]
    assert len(table(folder / "csv")) == len(cases)
