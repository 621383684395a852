"""Writes the golden file of the present schema; run once for every released one, and never for an old one.

    PYTHONPATH=app python tests/cases/make_golden.py

In tests/data/cases: schema-N.sqlite3 as a user may have it, and schema-N.json with what must be read from it.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from orderdoctor.cases import (
    CaseStore,
    HandedOver,
    Noted,
    Opened,
    Outcome,
    ReasonChosen,
    Reopened,
    StepBlocked,
    StepDone,
    StepNoted,
    StepReopened,
    Titled,
    WaitingEnded,
    WaitingUntil,
    export_cases,
)
from orderdoctor.cases.migrations import MIGRATIONS, newest

FOLDER = Path(__file__).parents[1] / "data" / "cases"
START = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)


def write_history(store: CaseStore) -> None:
    """Record every kind of event."""
    opened = Opened("该货运跟踪号未通过物流风控审核 -999", "zh", "dsers", ("-999",), "ambiguous", (("a.b", 0.5),), "1")
    chosen = ReasonChosen("a.b", 0.5, "s", "Mã vận đơn bị từ chối", (("s/one", "Mở đơn."), ("s/two", "Thử lại.")))
    first = store.start(opened).id
    store.record(first, chosen, StepDone("s/one"), StepNoted("s/one", "đã gọi"), StepBlocked("s/two", "没有按钮"))
    store.record(first, StepReopened("s/two"), WaitingUntil(START + timedelta(days=3), "s/two"))
    second = store.start(Opened("no code", "en", None, (), "unknown", (), "1")).id
    store.record(second, Titled("Mrs Lan 😀"), Noted("a note\nof two lines"), HandedOver("Minh", "call back"))
    store.record(second, Reopened(), WaitingUntil(START, None), WaitingEnded())
    third = store.start(opened).id
    store.record(third, chosen, Outcome("no", "a.b", "s"), Outcome("yes", "a.b", None), Noted("typo"))
    store.undo(third)


def main() -> None:
    name = f"schema-{newest(MIGRATIONS)}"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with CaseStore.open(folder, backups=folder / "backups", clock=lambda: START) as store:
            write_history(store)
            lines = sorted(store.cases(), key=lambda line: line.number)
            cases = [store.case(line.id) for line in lines]
        FOLDER.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / "cases.sqlite3", FOLDER / f"{name}.sqlite3")
        export_cases(cases, FOLDER / f"{name}.json", "json")


if __name__ == "__main__":
    main()
