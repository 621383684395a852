"""Started by tests, to be killed: exports the same cases again and again. python exporter.py TARGET FORM"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from orderdoctor.cases import Opened, Recorded, export_cases, fold_case


def main() -> None:
    opening = Opened("库存不足 " * 2000, "zh", None, (), "unknown", (), "1")
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    cases = [fold_case(str(i), i, [Recorded(1, moment, opening)]) for i in range(30)]
    while True:
        export_cases(cases, Path(sys.argv[1]), sys.argv[2], overwrite=True)
        os.write(1, b".")


if __name__ == "__main__":
    main()
