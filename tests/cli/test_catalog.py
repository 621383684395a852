"""`orderdoctor catalog`: faults are named with file, key and line; no row of the documents is forgotten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from orderdoctor.catalog.problems import Fault
from orderdoctor.cli.catalog import FAULTS

from .helpers import Terminal

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(
        RESOURCES, tmp_path / "content", ignore=shutil.ignore_patterns("icons", "folding", "style")
    )
    return tmp_path / "content"


def test_every_kind_of_fault_has_words() -> None:
    assert set(FAULTS) == set(Fault)


def test_content_without_faults_ends_with_0(terminal: Terminal, content: Path) -> None:
    ended = terminal("catalog", "lint", str(content))
    assert ended.code == 0, ended.out


def test_a_fault_is_named_with_file_line_and_key_and_ends_with_1(terminal: Terminal, content: Path) -> None:
    file = content / "catalog" / "order" / "out-of-stock.toml"
    text = file.read_text(encoding="utf-8").replace("minutes = ", "minuten = ", 1)
    file.write_text(text, encoding="utf-8")
    line = 1 + text[: text.index("minuten")].count("\n")
    ended = terminal("catalog", "lint", str(content))
    assert ended.code == 1
    assert (
        f"catalog/order/out-of-stock.toml:{line}: solutions[0].minuten is a key that nobody reads"
        in ended.out
    )
    assert "solutions[0].minutes is missing" in ended.out
    assert "2 faults found." in ended.err
    faults = terminal("catalog", "lint", str(content), "--json").json
    assert {fault["fault"] for fault in faults} == {"unknown-key", "missing"}


def test_what_is_not_toml_is_named(terminal: Terminal, content: Path) -> None:
    (content / "shared.toml").write_text("[[step", encoding="utf-8")
    ended = terminal("catalog", "lint", str(content))
    assert ended.code == 1
    assert "shared.toml" in ended.out
    assert "is not TOML" in ended.out
    assert terminal("catalog", "coverage", str(content)).code == 2


def test_lint_takes_the_checkouts_content_by_itself(
    terminal: Terminal, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.rename(content.parent / "resources")
    monkeypatch.chdir(content.parent)
    assert terminal("catalog", "lint").code == 0
    monkeypatch.chdir("/")
    assert terminal("catalog", "lint").code == 2


def test_coverage_shows_each_row_with_what_answers_it(terminal: Terminal) -> None:
    ended = terminal("catalog", "coverage")
    assert ended.code == 0
    assert any("→ ship." in line for line in ended.out.splitlines())
    rows = terminal("catalog", "coverage", "--json").json
    assert all(row["by"] or row["background"] for row in rows)
    assert ended.out.count("→") == len(rows)


def test_a_row_that_nobody_answers_ends_with_1(terminal: Terminal, content: Path) -> None:
    file = content / "documents.toml"
    news = 'rows = [\n    { id = "new", gist = "news" },'
    file.write_text(file.read_text(encoding="utf-8").replace("rows = [", news, 1), encoding="utf-8")
    ended = terminal("catalog", "coverage", str(content))
    assert ended.code == 1
    assert "left over" in next(line for line in ended.out.splitlines() if line.startswith("new "))
