"""`orderdoctor self-test`: says what is broken, and does not say that all is well when it is not."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest

from orderdoctor import main
from orderdoctor.cli.self_test import has_display, known_message
from orderdoctor.i18n import LANGUAGES

from .helpers import Terminal, bundle, knowledge


@pytest.fixture
def own_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: Terminal) -> Path:
    """A bundle that a test may break, with languages that are complete."""
    folder = tmp_path / "bundle"
    shutil.copytree(bundle(), folder)
    monkeypatch.setattr(main, "bundle_folder", lambda: folder)
    monkeypatch.setattr("orderdoctor.cli.self_test.all_texts", lambda catalog: {})
    for language in LANGUAGES[1:]:
        for domain in ("ui", "catalog", "qt"):
            (folder / "locale" / language.folder / f"{domain}.mo").write_bytes(
                compiled({"": "", "Done": "X"})
            )
    return folder


def compiled(texts: dict[str, str]) -> bytes:
    """A gettext catalog in its compiled form."""
    keys = sorted(texts)
    offsets, ids, strings = [], b"", b""
    for key in keys:
        raw, text = key.encode(), texts[key].encode()
        offsets.append((len(ids), len(raw), len(strings), len(text)))
        ids += raw + b"\0"
        strings += text + b"\0"
    start = 28 + 16 * len(keys)
    table = [n for at, size, _, _ in offsets for n in (size, at + start)]
    table += [n for _, _, at, size in offsets for n in (size, at + start + len(ids))]
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    return head + struct.pack(f"<{len(table)}I", *table) + ids + strings


def test_when_all_is_well_every_check_is_told_and_it_ends_with_0(
    terminal: Terminal, own_bundle: Path
) -> None:
    ended = terminal("self-test")
    assert ended.code == 0, ended.out
    assert all(line.startswith("ok: ") for line in ended.out.splitlines())
    assert len(ended.out.splitlines()) == 1 + 2 + 1 + 3
    assert not terminal.home.exists(), "the self-test touches no user's file"


@pytest.mark.parametrize("name", ["folding/traditional.txt", "locale/vi/ui.mo", "locale/zh_Hans/qt.mo"])
def test_a_missing_file_is_named(terminal: Terminal, own_bundle: Path, name: str) -> None:
    terminal("reasons")
    folded = knowledge().folder  # built before the file goes: only the check of the files is meant to fail
    assert folded
    (own_bundle / name).unlink()
    ended = terminal("self-test")
    assert ended.code == 1
    assert next(
        line
        for line in ended.out.splitlines()
        if line.startswith("failed: ") and name.rpartition("/")[2] in line
    )


def test_i14_a_damaged_catalog_of_texts_fails(terminal: Terminal, own_bundle: Path) -> None:
    (own_bundle / "locale" / "vi" / "catalog.mo").write_bytes(b"\xde\x12\x04\x95 broken")
    ended = terminal("self-test")
    assert ended.code == 1
    assert "failed: Tiếng Việt" in ended.out
    assert "ok: 简体中文" in ended.out


def test_i1_a_text_that_one_language_lacks_fails(
    terminal: Terminal, own_bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_bundle / "locale" / "vi" / "ui.mo").write_bytes(compiled({"": "", "Done": "X", "Undo": "Y"}))
    ended = terminal("self-test")
    assert "failed: 简体中文" in ended.out
    assert "ok: Tiếng Việt" in ended.out
    monkeypatch.setattr("orderdoctor.cli.self_test.all_texts", knowledge_texts)
    assert "not translated: account.ban-worry" in terminal("self-test").out


def knowledge_texts(catalog: object) -> dict[str, object]:
    reason = knowledge().catalog.reasons["account.ban-worry"]
    return {reason.title.context: reason.title}


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_the_window_is_checked_where_there_is_a_display(
    terminal: Terminal, own_bundle: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv(name, "x")
    monkeypatch.setattr(main, "_window_paints", lambda parts: True)
    assert "ok: the window" in terminal("self-test").out
    monkeypatch.setattr(main, "_window_paints", lambda parts: False)
    assert terminal("self-test").code == 1


def test_without_pyside_the_window_is_reported_as_failed(
    terminal: Terminal, own_bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(parts: object) -> bool:
        raise ImportError("No module named 'PySide6'")

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(main, "_window_paints", missing)
    ended = terminal("self-test")
    assert ended.code == 1
    assert "failed: the window: No module named 'PySide6'" in ended.out


def test_where_nothing_can_be_saved_the_check_of_the_cases_fails(
    terminal: Terminal, own_bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "no right")

    monkeypatch.setattr("orderdoctor.cli.self_test.tempfile.TemporaryDirectory", refused)
    ended = terminal("self-test")
    assert ended.code == 1
    assert "failed: saving, reading and backing up cases" in ended.out


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_the_known_message_of_each_language_belongs_to_one_reason(language: object) -> None:
    reason, message = known_message(knowledge().catalog, language)  # type: ignore[arg-type]
    holders = [
        r.id for r in knowledge().catalog.reasons.values() if any(m.text == message.text for m in r.messages)
    ]
    assert holders == [reason]


def test_only_linux_needs_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert has_display({})
    monkeypatch.setattr("sys.platform", "linux")
    assert not has_display({"DISPLAY": ""})
