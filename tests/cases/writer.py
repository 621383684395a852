"""Started by tests, to be killed: records events and names each one only when it has been recorded.

python writer.py DATA BACKUPS          records until it is killed
python writer.py DATA BACKUPS hold     opens, says so, and waits
python writer.py DATA BACKUPS host X   the same, on a machine called X
"""

from __future__ import annotations

import os
import platform
import sys
from itertools import count
from pathlib import Path

from orderdoctor.cases import CaseStore, Noted, Opened, StepDone


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def work(store: CaseStore) -> None:
    for i in count():
        case = store.start(Opened(f"error {i} 库存不足", "vi", None, (), "unknown", (), "1"))
        say(f"{case.id} {case.changed_seq}")
        for step in range(3):
            case = store.record(case.id, StepDone(f"a/{step}"), Noted("y" * (31 * i % 2000)))
            say(f"{case.id} {case.changed_seq}")


def main() -> None:
    data, backups, *order = sys.argv[1:]
    if order[:1] == ["host"]:
        platform.node = lambda: order[1]
    store = CaseStore.open(Path(data), backups=Path(backups))
    say(f"open {store.writable}")
    if order:
        sys.stdin.read()
    else:
        work(store)


if __name__ == "__main__":
    main()
