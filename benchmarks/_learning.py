"""Learns a wording model for a made-up catalog with packaging/train.py, in a process of its own; kept in build/made."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import multiprocessing
import pickle
import resource
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import train
from benchmarks.synthetic import Synthetic
from orderdoctor.diagnosis.fold import Folder, read_table

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "made"

Model = tuple[dict[str, Any], bytes]


@dataclass(frozen=True)
class Learned:
    """A model, and what learning it took: seconds, and peak memory in MB; fresh: from the files as they are now."""

    model: Model
    seconds: float
    memory: float
    fresh: bool = True


def samples(folder: Folder, made: Synthetic) -> list[train.Sample]:
    """All that a model for a made-up catalog learns from: as for the real one, without copies wrapped into mails."""
    own = [train.Sample(reason, folder.plain(text)) for reason, text in (*made.sayings, *made.phrases)]
    none = [*made.near, *(text for lines in train.fillers().values() for text in lines)]
    known = [*train.catalog_texts(folder, made.catalog), *train.phrases(folder, "abcd"), *train.near_misses(folder)]
    return [*known, *own, *(train.Sample("", folder.plain(text)) for text in none)]


def learned(made: Synthetic, bundle: Path, old: bool = False) -> Learned:
    """The model for a made-up catalog, learned now or, from the same files, in an earlier run.

    old: take that of an earlier run even if files have changed since; Learned.fresh says so.
    """
    stamp = hashlib.sha256(train.digest().encode())
    for path in (ROOT / "benchmarks" / "synthetic.py", ROOT / "benchmarks" / "synthetic.toml", Path(__file__)):
        stamp.update(path.read_bytes())
    kept = KEPT / f"{len(made.catalog.reasons)}-{stamp.hexdigest()[:16]}.pickle"
    earlier = sorted(KEPT.glob(f"{len(made.catalog.reasons)}-*.pickle"))
    if old and earlier and not kept.exists():
        stale: Learned = pickle.loads(earlier[0].read_bytes())  # noqa: S301 - written by us
        return dataclasses.replace(stale, fresh=False)
    if not kept.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        for path in earlier:
            path.unlink()
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            kept.write_bytes(pickle.dumps(pool.apply(_learn, (made, bundle))))
    found: Learned = pickle.loads(kept.read_bytes())  # noqa: S301 - written by us
    return found


def _learn(made: Synthetic, bundle: Path) -> Learned:
    """Learn with the calibration of the real model: the number of reasons does not change how sure a word makes."""
    header = json.loads((bundle / "model" / "wording.json").read_text("utf-8"))
    names = {field.name for field in dataclasses.fields(train.Calibration)} & set(header)
    folder = Folder(read_table((bundle / "folding" / "traditional.txt").read_text("utf-8")))
    began = time.perf_counter()
    model = train.learned(samples(folder, made), train.Calibration(**{name: header[name] for name in names}))
    seconds = time.perf_counter() - began
    return Learned(model, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
