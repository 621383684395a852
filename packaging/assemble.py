"""Puts together the files that the program carries: the same for a checkout, the wheel and the frozen program."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "packaging")]

import texts  # noqa: E402
import train  # noqa: E402
from orderdoctor.catalog.reading import read_folder  # noqa: E402

COPIED = ("icons", "folding", "style", "tools")
INPUTS = ("resources", "translations", "packaging/assemble.py", "packaging/texts.py", "packaging/train.py", "app/orderdoctor/diagnosis")


def assemble(target: Path) -> None:
    """Make the bundle in `target`, replacing what was there. Raises ValueError if content can't be parsed."""
    raw, _, problems = read_folder(ROOT / "resources")
    if problems:
        raise ValueError("; ".join(f"{p.file}:{p.line}: {p.facts.get('detail')}" for p in problems))
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        work = Path(folder) / "bundle"
        work.mkdir()
        (work / "catalog.json").write_text(json.dumps(raw, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        for name in COPIED:
            shutil.copytree(ROOT / "resources" / name, work / name)
        texts.compile_to(work / "locale")
        model = ROOT / "build" / "model"
        train.make(model)
        shutil.copytree(model, work / "model")
        if target.exists():
            shutil.rmtree(target)
        work.rename(target)


def stale(target: Path) -> bool:
    """Whether an input is newer than the bundle."""
    made = target / "catalog.json"
    if not made.exists():
        return True
    stamp = made.stat().st_mtime
    for name in INPUTS:
        path = ROOT / name
        files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file() or p.is_dir()]
        if any(file.stat().st_mtime > stamp for file in files):
            return True
    return False


def checkout_bundle() -> Path:
    """The bundle of this checkout, made anew if it is stale."""
    target = ROOT / "build" / "bundle"
    if stale(target):
        assemble(target)
    return target


if __name__ == "__main__":
    print(checkout_bundle())
