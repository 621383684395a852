"""Everything a developer needs on a fresh machine, with the standard library only.

    python3 packaging/dev.py run [ARGUMENTS]   set up, then start Order Doctor (the terminal assistant without a display)
    python3 packaging/dev.py test              set up, then everything that CI checks
    python3 packaging/dev.py setup             set up only
    python3 packaging/dev.py texts             extract texts and merge them into the translations
    python3 packaging/dev.py screens           write pictures of every page in every language
    python3 packaging/dev.py bench             print the figures of benchmarks/

It makes .venv, installs the pinned dependencies into it, and on Debian and Ubuntu Qt's system libraries as well.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "orderdoctor.stamp"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"

LIBRARIES = {
    "GL": "libgl1", "EGL": "libegl1", "glib-2.0": "libglib2.0-0", "fontconfig": "libfontconfig1", "dbus-1": "libdbus-1-3",
    "xkbcommon": "libxkbcommon0",
}  # fmt: skip
"""Shared libraries that Qt needs even without a display -> the Debian package that holds each."""

DISPLAY_LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0", "xcb-icccm": "libxcb-icccm4", "xcb-keysyms": "libxcb-keysyms1", "xcb-shape": "libxcb-shape0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}  # fmt: skip
TEST_PROGRAMS = {"Xvfb": "xvfb", "xauth": "xauth", "openbox": "openbox", "xdotool": "xdotool", "xclip": "xclip"}
TEST_FONTS = ("fonts-noto-core", "fonts-noto-cjk")
"""Tests look at glyphs: Vietnamese marks, Chinese shapes."""


def main(arguments: list[str]) -> int:
    """Do what the first argument says."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    verbs: dict[str, Callable[[list[str]], int]] = {
        "run": run,
        "test": test,
        "setup": setup,
        "texts": update_texts,
        "screens": screens,
        "bench": bench,
    }
    if verb not in verbs:
        print(__doc__)
        return 2
    if sys.version_info < (3, 11):
        print("Order Doctor needs Python 3.11 or newer.", file=sys.stderr)
        return 2
    return verbs[verb](rest)


def setup(_rest: list[str], testing: bool = False) -> int:
    """Virtual environment, dependencies, Qt's system libraries, the bundle."""
    system_packages(testing)
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + CONSTRAINTS.read_bytes()).hexdigest()
    if not PYTHON.exists():
        print("Making .venv …", flush=True)
        call(sys.executable, "-m", "venv", str(VENV))
    if not STAMP.exists() or STAMP.read_text(encoding="utf-8") != wanted:
        print("Installing the dependencies …", flush=True)
        pip = (str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", str(CONSTRAINTS))
        call(*pip, "-e", f"{ROOT}[dev]")
        compile_qt_support()
        STAMP.write_text(wanted, encoding="utf-8")
    call(str(PYTHON), str(ROOT / "packaging" / "assemble.py"), quiet=True)
    return 0


def compile_qt_support() -> None:
    """Let shiboken write its own support code to disk once, instead of compiling it at each start."""
    subprocess.run([str(PYTHON), "-c", "import PySide6.QtCore"], env={**os.environ, "SBK_EMBED": "0"}, check=False)


def run(rest: list[str]) -> int:
    """Start the program."""
    setup([])
    return subprocess.run([str(PYTHON), "-m", "orderdoctor", *rest], check=False).returncode


def update_texts(_rest: list[str]) -> int:
    """Extract and merge the texts; name the files that changed."""
    setup([])
    code = "import sys; sys.path.insert(0, 'packaging'); import texts; print(*texts.update(), sep='\\n')"
    return subprocess.run([str(PYTHON), "-c", code], cwd=ROOT, check=False).returncode


def screens(rest: list[str]) -> int:
    """Write pictures of every page."""
    setup([], testing=True)
    return subprocess.run([str(PYTHON), str(ROOT / "packaging" / "screens.py"), *rest], check=False).returncode


def bench(rest: list[str]) -> int:
    """Print all figures, or those of the benchmarks that are named."""
    setup([], testing=True)
    names = rest or sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py") if not path.stem.startswith("_"))
    codes = [
        subprocess.run([str(PYTHON), str(ROOT / "benchmarks" / f"{name}.py")], check=False).returncode for name in names
    ]
    return max(codes, default=0)


def test(rest: list[str]) -> int:
    """What CI checks; the first failure ends it, pytest's summary comes last."""
    setup([], testing=True)
    program = [str(PYTHON), "-m"]
    checks = (
        ("ruff", [*program, "ruff", "check", "."]),
        ("mypy", [*program, "mypy"]),
        ("layers", [str(BIN / "lint-imports"), "--no-cache"]),
        ("catalog lint", [*program, "orderdoctor", "catalog", "lint", "resources"]),
        ("catalog coverage", [*program, "orderdoctor", "catalog", "coverage", "resources"]),
    )
    for name, command in checks:
        print(f"== {name}", flush=True)
        if subprocess.run(
            command, cwd=ROOT, stdout=None if name != "catalog coverage" else subprocess.DEVNULL
        ).returncode:
            return 1
    if not rest:
        print("== wheel", flush=True)
        wheel_self_test()
    print("== tests", flush=True)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([*program, "pytest", "-q", *rest], cwd=ROOT, env=environment).returncode


def wheel_self_test() -> None:
    """Build the wheel, install it alone in an environment of its own, and let the installed program test itself."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        builder = "import sys, hatchling.build as b; print(b.build_wheel(sys.argv[1]))"
        call(str(PYTHON), "-c", builder, str(home), quiet=True)
        wheel = next(home.glob("*.whl"))
        call(sys.executable, "-m", "venv", str(home / "env"))
        python = home / "env" / PYTHON.relative_to(VENV)
        call(
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-c",
            str(CONSTRAINTS),
            str(wheel),
        )
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        environment.pop("PYTHONPATH", None)
        command = [str(python), "-m", "orderdoctor", "--data-dir", str(home / "data"), "self-test"]
        if subprocess.run(command, cwd=home, env=environment).returncode:
            raise SystemExit("The installed program did not pass its self-test.")
        print(f"wheel: {wheel.stat().st_size / 1e6:.2f} MB")


def system_packages(testing: bool) -> None:
    """Install what is missing with apt if we may, else name the exact command."""
    if not sys.platform.startswith("linux"):
        return
    libraries = {**LIBRARIES, **(DISPLAY_LIBRARIES if testing or os.environ.get("DISPLAY") else {})}
    environment_tools = [] if importlib.util.find_spec("ensurepip") else ["python3-venv"]
    missing = environment_tools + [package for name, package in libraries.items() if ctypes.util.find_library(name) is None]
    if testing:
        missing += [package for program, package in TEST_PROGRAMS.items() if shutil.which(program) is None]
        missing += [font for font in TEST_FONTS if not font_installed(font)]
    if not missing:
        return
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *missing]
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        start = "sudo " if shutil.which("apt-get") else "with your system's package manager: "
        print(f"Qt needs system libraries. Install them {start}{' '.join(command)}", file=sys.stderr)
        return
    print(f"Installing {' '.join(missing)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=environment, stdout=subprocess.DEVNULL, check=False)
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)


def font_installed(package: str) -> bool:
    """Whether a font package of Debian is installed."""
    result = subprocess.run(["dpkg", "-s", package], capture_output=True, check=False) if shutil.which("dpkg") else None
    return result is None or result.returncode == 0


def call(*command: str, quiet: bool = False) -> None:
    """Run a command; end with its code if it fails."""
    result = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL if quiet else None, check=False)
    if result.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
