"""The bundle holds everything that the program needs, and what is in the checkout is what is shipped."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import assemble
from orderdoctor.catalog.reading import read_folder

ROOT = Path(__file__).resolve().parents[2]


def test_the_bundle_holds_content_words_icons_and_style(bundle: Path) -> None:
    raw, _, problems = read_folder(ROOT / "resources")
    assert not problems
    assert json.loads((bundle / "catalog.json").read_text("utf-8")) == raw
    for name in ("folding/traditional.txt", "icons/check.svg", "style/window.qss", "style/themes.toml"):
        assert (bundle / name).is_file()
    for language in ("vi", "zh_Hans"):
        assert sorted(path.stem for path in (bundle / "locale" / language).glob("*.mo")) == ["catalog", "qt", "ui"]
    assert not list(bundle.rglob("*.po"))


def test_a_changed_resource_makes_the_bundle_stale(bundle: Path, tmp_path: Path) -> None:
    assert not assemble.stale(bundle)
    assert assemble.stale(tmp_path / "nothing here")


def test_the_licences_of_what_is_shipped_are_shipped(bundle: Path) -> None:
    assert "ISC" in (bundle / "icons" / "LICENSE-Lucide.txt").read_text("utf-8")
    assert "Apache License" in (bundle / "folding" / "LICENSE-OpenCC.txt").read_text("utf-8")


def test_the_wheel_carries_the_bundle_and_nothing_of_the_workshop(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    code = "import sys, hatchling.build as b; print(b.build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert "orderdoctor/_bundle/catalog.json" in names
    assert "orderdoctor/_bundle/locale/vi/catalog.mo" in names
    assert "orderdoctor/main.py" in names
    assert not [name for name in names if name.startswith(("tests/", "packaging/", "translations/", "resources/"))]
