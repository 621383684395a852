"""The composition root: which front end starts, in which language, and how every kind of trouble ends."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from orderdoctor import main
from orderdoctor.bundle import BundleMissing
from orderdoctor.cases.errors import SaveFailed
from orderdoctor.cli.console import Console

from .cli.conftest import terminal
from .cli.helpers import Terminal, bundle, message_of

__all__ = ["terminal"]

ROOT = Path(__file__).resolve().parents[1]
WISHES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def started(tmp_path: Path, *arguments: str, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """The program as a process of its own, on this checkout's content, without a display."""
    code = (
        "from pathlib import Path; from orderdoctor import main; "
        f"main.bundle_folder = lambda: Path({str(bundle())!r}); raise SystemExit(main.run())"
    )
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in (*WISHES, "DISPLAY", "QT_QPA_PLATFORM")
    }
    environment |= {
        "PYTHONPATH": str(ROOT / "app"),
        "ORDERDOCTOR_HOME": str(tmp_path / "home"),
        "LC_ALL": "C",
    }
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE, stdout=stdout, stderr=subprocess.PIPE, env=environment,
    )  # fmt: skip


def test_without_a_display_the_assistant_starts(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    ended = terminal(typed="quit\n")
    assert ended.code == 0
    assert "Paste the message" in ended.out


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_with_a_display_the_window_opens(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "x")
    monkeypatch.setattr(main, "_window", lambda parts, args: 42)
    assert terminal().code == 42
    assert terminal("reasons").code == 0


def test_the_first_paint_can_be_asked_for_without_a_display(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(main, "_window", lambda parts, args: seen.append(args.quit_after_first_paint) or 0)
    assert terminal("--quit-after-first-paint").code == 0
    assert seen == [True]


def test_a_command_loads_no_qt_and_starts_no_store(tmp_path: Path) -> None:
    code = "import sys; from orderdoctor import main; from orderdoctor.cli import commands; "
    code += (
        "raise SystemExit(any(name.startswith(('PySide6', 'shiboken6', 'babel')) for name in sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(ROOT / "app")}, check=False
    )
    assert run.returncode == 0
    assert not (tmp_path / "home").exists()


def test_reading_commands_write_nothing_to_the_users_folder(terminal: Terminal) -> None:
    for arguments in (("diagnose", "-999"), ("reasons",), ("way",), ("show", "order.tax-id"), ("--help",)):
        terminal(*arguments)
    assert not terminal.home.exists()


LANGUAGES = [
    ({}, "en"),
    ({"LANG": "vi_VN.UTF-8"}, "vi"),
    ({"LANG": "zh_TW.UTF-8"}, "zh-Hans"),
    ({"LANG": "vi_VN.UTF-8", "LC_MESSAGES": "zh_CN"}, "zh-Hans"),
    ({"LANG": "vi_VN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
    ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, "en"),
    ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:vi:en"}, "vi"),
    ({"LANG": "fr_FR.UTF-8"}, "en"),
]


@pytest.mark.parametrize(("environment", "tag"), LANGUAGES)
def test_i13_the_systems_locale_decides_where_nobody_chose(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], tag: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal("show", "order.tax-id", "--json").json["language"] == tag


def test_i13_the_profiles_language_counts_before_the_systems_and_the_given_one_before_both(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    profiles = terminal.paths.profiles
    profiles.mkdir(parents=True)
    (profiles / "0123456789ab.toml").write_text(
        'format = 1\nname = "Lan"\nlanguage = "vi"\n', encoding="utf-8"
    )
    (profiles / "1123456789ab.toml").write_text(
        'format = 1\nname = "Mei"\nlanguage = "zh"\n', encoding="utf-8"
    )
    terminal.paths.settings.write_text('format = 1\ncurrent_profile = "0123456789ab"\n', encoding="utf-8")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    show = ("show", "order.tax-id", "--json")
    assert terminal(*show).json["language"] == "vi"
    assert terminal(*show, "--profile", "mei").json["language"] == "zh-Hans"
    assert terminal(*show, "--profile", "mei", "--lang", "en").json["language"] == "en"
    ended = terminal(*show, "--profile", "Minh", "--lang", "en")
    assert ended.code == 2
    assert "Lan, Mei" in ended.err


def test_r19_a_bad_profile_is_told_and_the_command_works(terminal: Terminal) -> None:
    terminal.paths.profiles.mkdir(parents=True)
    (terminal.paths.profiles / "0123456789ab.toml").write_bytes(b"\xff\xfe\0[")
    ended = terminal("show", "order.tax-id", "--json")
    assert ended.code == 0
    assert ended.err.count("\n") == 1
    assert ended.json["id"] == "order.tax-id"


def test_without_the_programs_own_files_it_says_what_is_missing(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Path:
        raise BundleMissing((Path("/a"), Path("/b")))

    monkeypatch.setattr(main, "bundle_folder", missing)
    ended = terminal("reasons")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "orderdoctor: The program's own files are missing or damaged: /a · /b\n"


def test_a_damaged_catalog_is_told(tmp_path: Path) -> None:
    (tmp_path / "catalog.json").write_text('{"a.toml": ')
    parts = main.Parts(main.user_paths(str(tmp_path)), tmp_path)
    with pytest.raises(BundleMissing):
        _ = parts.catalog


def test_x10_a_fault_of_ours_is_one_line_that_quotes_nothing(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("canary-7391")

    monkeypatch.delenv("ORDERDOCTOR_DEBUG")
    monkeypatch.setattr("orderdoctor.diagnosis.doctor.Doctor.diagnose", broken)
    ended = terminal("diagnose", "canary-7391")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.count("\n") == 1
    assert "RuntimeError, test_main.py:" in ended.err
    assert "canary" not in ended.err


def test_a_backup_that_fails_at_the_end_is_told_and_what_was_done_stays_done(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: object, now: object = None) -> None:
        raise SaveFailed(Path("/backups"), "disk-full")

    monkeypatch.setattr("orderdoctor.cases.store.CaseStore.maybe_back_up", full)
    ended = terminal("cases", "start", message_of("order.tax-id"))
    assert ended.code == 0
    assert "The disk is full" in ended.err
    assert terminal("cases", "show", "1").code == 0


class Full(io.StringIO):
    """A file on a full disk."""

    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")


class Gone(io.StringIO):
    """A pipe whose reader has gone."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


def with_output(terminal: Terminal, stdout: io.StringIO, arguments: Sequence[str]) -> tuple[int, str]:
    ended = terminal.run(
        Console(io.StringIO(), stdout, io.StringIO()), ["--data-dir", str(terminal.home), *arguments]
    )
    return ended.code, ended.err


def test_output_that_can_not_be_written_ends_with_1_and_one_line(terminal: Terminal) -> None:
    code, err = with_output(terminal, Full(), ["reasons"])
    assert (code, err.count("\n")) == (1, 1)
    assert "No space left" in err


def test_a_reader_that_has_gone_ends_it_quietly(terminal: Terminal) -> None:
    assert with_output(terminal, Gone(), ["reasons"]) == (0, "")


def test_ctrl_c_ends_it_quietly_with_130(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("orderdoctor.diagnosis.doctor.Doctor.diagnose", interrupted)
    ended = terminal("diagnose", "-999")
    assert (ended.code, ended.out, ended.err) == (130, "", "")


def test_a_real_pipe_that_closes_early_leaves_no_traceback(tmp_path: Path) -> None:
    process = started(tmp_path, "reasons", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stdin is not None
    process.stdin.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 0


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_real_ctrl_c_in_a_long_run_ends_with_130_and_keeps_what_was_answered(tmp_path: Path) -> None:
    with started(tmp_path, "diagnose", "--jsonl") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write('{"id":"đ","text":"-999"}\n'.encode())
        process.stdin.flush()
        line = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert '"id": "đ"' in line.decode()
        assert process.stderr.read() == b""


def test_a_real_process_writes_utf8_in_a_plain_locale(tmp_path: Path) -> None:
    with started(tmp_path, "show", "order.tax-id", "--lang", "zh") as process:
        out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")
    out.decode("utf-8")
