"""The house: layers, words and promises that hold for the whole tree."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app" / "orderdoctor"
SOURCES = sorted(APP.rglob("*.py"))
TRANSLATING = {"tr", "trn", "trc", "mark"}


def _parsed() -> Iterator[tuple[Path, ast.Module]]:
    for path in SOURCES:
        yield path, ast.parse(path.read_text("utf-8"))


def test_the_layers_hold() -> None:
    """Lower layers do not know higher ones; only `ui` knows Qt; the contracts stand in pyproject.toml."""
    program = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
    assert "0 broken" in result.stdout


def test_only_ui_imports_qt() -> None:
    for path, tree in _parsed():
        if "ui" in path.relative_to(APP).parts:
            continue
        names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not [name for name in names if name.split(".")[0] in ("PySide6", "shiboken6")], path


def test_i3_translation_calls_take_literals_only() -> None:
    wrong = []
    for path, tree in _parsed():
        if path.name == "i18n.py":
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name not in TRANSLATING or (name == "mark" and isinstance(node.func, ast.Attribute)):
                continue
            texts = node.args[:2] if name in ("trn", "trc") else node.args[:1]
            if not texts or not all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts):
                wrong.append(f"{path.name}:{node.lineno}")
    assert not wrong


def test_i3_nobody_gives_a_translation_function_another_name() -> None:
    for path, tree in _parsed():
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute):
                assert node.value.attr not in TRANSLATING, f"{path.name}:{node.lineno}"


def test_nothing_under_app_refers_to_the_workshop_or_a_machine() -> None:
    secrets = re.compile(r"/work/|\.\./shared|/root/|/home/\w+/|pypi\.org|registry\.npmjs|deb\.debian")
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in tracked:
        path = ROOT / name
        if not name or not path.is_file() or path.suffix in (".png", ".sqlite3") or path == Path(__file__).resolve():
            continue
        found = secrets.search(path.read_text("utf-8", errors="replace"))
        assert not found, f"{name}: {found and found.group(0)}"


def test_p14_labels_never_guess_at_html() -> None:
    """A QLabel or QMessageBox is made where its text format is set: in text.py, rail.py (a picture) and two dialogues."""
    allowed = {"text.py", "rail.py", "crash.py", "settings.py"}
    for path, tree in _parsed():
        makes = [
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("QLabel", "QMessageBox")
        ]
        assert not makes or path.name in allowed, f"{path.name}:{makes}"


def test_no_process_events_in_the_program() -> None:
    for path in SOURCES:
        assert "processEvents" not in path.read_text("utf-8"), path


def _is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or getattr(handler.type, "id", "") in ("Exception", "BaseException")


def _raises_again(handler: ast.ExceptHandler) -> bool:
    """It cleans up and lets the fault go on."""
    return any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def test_broad_excepts_stand_at_the_two_borders_only() -> None:
    broad = []
    for path, tree in _parsed():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler) and _is_broad(node) and not _raises_again(node):
                broad.append(path.relative_to(APP).as_posix())
    assert set(broad) <= {"ui/tasks.py", "cli/self_test.py", "main.py"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(APP).as_posix())
def test_every_module_says_what_it_is_and_stays_small(path: Path) -> None:
    source = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(source)), "a docstring"
    assert source.count("\n") <= 500, "one thing a file"


def test_x11_no_module_of_ours_opens_connections() -> None:
    banned = {"socket", "urllib.request", "http.client", "requests", "ftplib", "smtplib", "PySide6.QtNetwork"}
    for path, tree in _parsed():
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        allowed = {"socket"} if path.name in ("lock.py", "locking.py") else set()
        assert not names & banned - allowed, path
