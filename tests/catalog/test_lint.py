"""Content is checked: faults name file, key and line; a new reason needs one file and no code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from orderdoctor.catalog.coverage import coverage
from orderdoctor.catalog.lint import lint_folder, sentences
from orderdoctor.catalog.model import Catalog
from orderdoctor.catalog.problems import Fault, line_of
from orderdoctor.catalog.reading import build_catalog, read_folder
from orderdoctor.diagnosis.doctor import Doctor, Verdict

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
NEW_REASON = '''
id = "order.moon-delivery"
frequency = "rare"
systems = ["dsers"]
title = "The parcel would have to go to the moon"
problem = "The order was refused because the address is on the moon."
cause = "No carrier flies there."
safe = "Nothing was paid."
if_ignored = "The order stays where it is."
prevent = "Offer delivery on earth only."

[[codes]]
code = "MOON_NOT_SERVED"

[[sources]]
source = "public-code"

[[messages]]
text = "Lunar deliveries are suspended until further notice"
lang = "en"
code = "MOON_NOT_SERVED"
source = "public-code"

[[solutions]]
id = "earth-address"
systems = ["dsers"]
title = "Ask for an address on earth"
minutes = 5
works = "usually"
costs = "free"
[[solutions.steps]]
use = "ask-customer"
[[solutions.steps]]
use = "reorder-dsers"
'''


def test_the_shipped_content_has_no_fault() -> None:
    _, problems = lint_folder(RESOURCES)
    assert problems == []


def test_all_ninety_seven_reasons_are_there(catalog: Catalog) -> None:
    assert len(catalog.reasons) == 97
    assert {reason.stage for reason in catalog.reasons.values()} == {
        "link", "order", "ship", "cancel", "refund", "dispute", "account", "browser", "api",
    }  # fmt: skip


def test_every_row_of_every_document_is_answered(catalog: Catalog) -> None:
    rows = coverage(catalog)
    assert len(rows) >= 70
    assert not [answered.row.id for answered in rows if answered.left_over]
    assert {answered.document for answered in rows} == {"000", "001", "002", "003", "004"}


def test_u27_each_reason_says_problem_cause_fix_and_source(catalog: Catalog) -> None:
    for reason in catalog.reasons.values():
        assert all((reason.title, reason.problem, reason.cause, reason.safe, reason.if_ignored, reason.prevent)), reason.id
        assert reason.citations or reason.messages, reason.id
        for system in reason.systems:
            ways = [solution for solution in reason.solutions if system in solution.systems]
            assert ways, f"{reason.id} for {system}"
            assert all(solution.steps for solution in ways)


def test_known_disagreements_are_shown(catalog: Catalog) -> None:
    for reason in ("link.dsers-expired", "link.connector-expired", "order.duplicate", "cancel.request-pending"):
        assert catalog.reasons[reason].disagreements, reason
        assert all(len(d.claims) >= 2 and d.safer for d in catalog.reasons[reason].disagreements)


def test_the_dates_of_the_documents_carry_over(catalog: Catalog) -> None:
    assert catalog.sources["dsers-failure-reasons"].date == ""
    assert catalog.sources["open-platform-order-errors"].date == "2021-02-16"
    assert catalog.sources["open-platform-order-errors"].status == "deprecated"
    assert catalog.sources["shopbase-connector-troubles"].date == "2023-03-01"


def test_a_retry_after_an_unclear_result_looks_into_my_orders_first(catalog: Catalog) -> None:
    for reason in ("order.result-unknown", "order.duplicate", "order.system-error"):
        for solution in catalog.reasons[reason].solutions:
            steps = [step.id for step in solution.steps]
            retries = [i for i, step in enumerate(steps) if step.startswith("reorder-")]
            guards = [i for i, step in enumerate(solution.steps) if step.warns == "double-order" or "my-orders" in step.do.english]
            assert all(any(guard < retry for guard in guards) for retry in retries), f"{reason}/{solution.id}"


def test_the_eight_stages_of_the_connector_are_there(catalog: Catalog) -> None:
    (pipeline,) = [p for p in catalog.pipelines if p.system == "ali-dropship-connector"]
    assert [stage.row for stage in pipeline.stages] == [f"003:pipeline-{n}" for n in range(1, 9)]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RESOURCES, tmp_path / "resources"))


def test_a_new_reason_is_one_file(copied: Path, doctor: Doctor) -> None:
    (copied / "catalog" / "order" / "moon-delivery.toml").write_text(NEW_REASON, "utf-8")
    catalog, problems = lint_folder(copied)
    assert problems == []
    newer = Doctor(catalog, doctor._folder)
    for text in ("MOON_NOT_SERVED", "Lunar deliveries are suspended until further notice"):
        diagnosis = newer.diagnose(text)
        assert diagnosis.ranking[0].reason == "order.moon-delivery"
        assert diagnosis.verdict is Verdict.MATCH
    assert newer.diagnose("-999").ranking[0].reason == doctor.diagnose("-999").ranking[0].reason


BREAKS = {
    "not TOML": ('title = "', "title = ", Fault.NOT_TOML),
    "a key that is missing": ('frequency = "rare"\n', "", Fault.MISSING),
    "an empty text": ('cause = "No carrier flies there."', 'cause = " "', Fault.EMPTY),
    "a wrong type": ("minutes = 5", 'minutes = "5"', Fault.WRONG_TYPE),
    "a word that is not allowed": ('works = "usually"', 'works = "surely"', Fault.NOT_ALLOWED),
    "a key that nobody knows": ("minutes = 5", "minutes = 5\nhours = 1", Fault.UNKNOWN_KEY),
    "a shared step that does not exist": ('use = "ask-customer"', 'use = "ask-nobody"', Fault.UNKNOWN_ID),
    "a source that does not exist": ('source = "public-code"', 'source = "hearsay"', Fault.UNKNOWN_ID),
    "a label that does not exist": ("No carrier flies there.", "Press {no-such-button}.", Fault.UNKNOWN_ID),
    "a number out of range": ("minutes = 5", "minutes = 0", Fault.OUT_OF_RANGE),
    "another id than its file's": ("moon-delivery", "mars-delivery", Fault.WRONG_PLACE),
    "markup": ("No carrier flies there.", "No <b>carrier</b> flies there.", Fault.MARKUP),
    "a word that we do not use": ("No carrier flies there.", "Sorry, no carrier flies there.", Fault.FORBIDDEN_WORD),
    "a sentence without an end": ("No carrier flies there.", "no " * 30 + "carrier flies there.", Fault.LONG_SENTENCE),
    "no way out for a system": ('systems = ["dsers"]\ntitle = "The', 'systems = ["dsers", "other-app"]\ntitle = "The', Fault.NO_SOLUTION),
    "itself as the broader reason": ('systems = ["dsers"]\ntitle = "The', 'systems = ["dsers"]\nbroader = "order.moon-delivery"\ntitle = "The', Fault.CIRCLE),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_lint_finds(copied: Path, name: str) -> None:
    before, after, fault = BREAKS[name]
    assert before in NEW_REASON
    file = "catalog/order/moon-delivery.toml"
    (copied / file).write_text(NEW_REASON.replace(before, after), "utf-8")
    _, problems = lint_folder(copied)
    assert fault in {problem.fault for problem in problems if problem.file == file}


def test_a_fault_names_file_key_and_line(copied: Path) -> None:
    file = copied / "catalog" / "order" / "moon-delivery.toml"
    file.write_text(NEW_REASON.replace("minutes = 5", 'minutes = "5"'), "utf-8")
    problem = next(p for p in lint_folder(copied)[1] if p.fault is Fault.WRONG_TYPE)
    assert problem.file == "catalog/order/moon-delivery.toml"
    assert problem.key == "solutions[0].minutes"
    assert file.read_text("utf-8").splitlines()[problem.line - 1] == 'minutes = "5"'


def test_all_faults_are_found_in_one_go(copied: Path) -> None:
    text = NEW_REASON.replace("minutes = 5", "minutes = 0").replace('works = "usually"', 'works = "no"')
    (copied / "catalog" / "order" / "moon-delivery.toml").write_text(text, "utf-8")
    assert {Fault.OUT_OF_RANGE, Fault.NOT_ALLOWED} <= {problem.fault for problem in lint_folder(copied)[1]}


def test_two_files_with_one_id_are_found(copied: Path) -> None:
    (copied / "catalog" / "order" / "zz-copy.toml").write_text(
        (copied / "catalog" / "order" / "duplicate.toml").read_text("utf-8"), "utf-8"
    )
    faults = {problem.fault for problem in lint_folder(copied)[1]}
    assert {Fault.DUPLICATE, Fault.WRONG_PLACE} <= faults


def test_lines_are_found_in_nested_tables() -> None:
    text = '[[a]]\nx = 1\n[[a]]\nx = 2\n[[a.b]]\ny = 3\n[[a.b]]\ny = 4\n'
    assert line_of(text, "a[1].x") == 4
    assert line_of(text, "a[1].b[1].y") == 8
    assert line_of(text, "a[1].b[1].missing") == 7
    assert line_of(text, "nothing") == 0


def test_sentences_are_cut_at_their_stops() -> None:
    assert list(sentences("One two. Three: four? Five; six")) == ["One two", "Three", "four", "Five", "six"]


def test_the_version_follows_the_content() -> None:
    raw, _, _ = read_folder(RESOURCES)
    same, _ = build_catalog(raw)
    raw["catalog/order/duplicate.toml"]["title"] = "Other"
    other, _ = build_catalog(raw)
    assert same.version != other.version
