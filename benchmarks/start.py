"""Start to first paint and peak memory, against a bare PySide6 window in the same run; and the size of the wheel.

    python benchmarks/start.py [ROUNDS]

The two programs take turns, because the machine drifts; what counts is the ratio of the medians.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BARE = [sys.executable, str(ROOT / "benchmarks" / "_bare_window.py")]


def once(command: list[str]) -> tuple[float, float]:
    """Seconds from start to end, and the peak of resident memory in MB, of one run."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        compileall.compile_dir(ROOT / "app" / "orderdoctor", quiet=1)  # as pip does when it installs a wheel
        ours = [sys.executable, "-m", "orderdoctor", "--data-dir", folder, "--quit-after-first-paint"]
        for command in (BARE, ours):
            once(command)
        pairs = [(once(BARE), once(ours)) for _ in range(rounds)]
        bare_s, our_s = (statistics.median(pair[i][0] for pair in pairs) for i in (0, 1))
        bare_mb, our_mb = (statistics.median(pair[i][1] for pair in pairs) for i in (0, 1))
        print(f"start to first paint, median of {rounds}: ours {our_s * 1000:.0f} ms, bare {bare_s * 1000:.0f} ms,"
              f" ratio {our_s / bare_s:.2f}")  # fmt: skip
        print(f"peak memory at first paint: ours {our_mb:.0f} MB, bare {bare_mb:.0f} MB, ratio {our_mb / bare_mb:.2f}")
        builder = "import sys, hatchling.build as b; print(b.build_wheel(sys.argv[1]))"
        subprocess.run([sys.executable, "-c", builder, folder], cwd=ROOT, check=True, capture_output=True)
        wheel = next(Path(folder).glob("*.whl"))
        print(f"wheel: {wheel.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
