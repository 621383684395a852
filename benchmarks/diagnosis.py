"""Time of a diagnosis, p50 and p99, on the messages of the catalog alone and inside pastes of 500 characters.

    python benchmarks/diagnosis.py

The peer in the same run: folded rapidfuzz partial_ratio over the same known texts.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "packaging")]

from rapidfuzz import fuzz, process  # noqa: E402

import assemble  # noqa: E402
from orderdoctor.main import Parts  # noqa: E402
from orderdoctor.paths import user_paths  # noqa: E402

FILLER = (
    "Hello team, order 8190334577120094 of 2026-11-21 is stuck again and my customer writes every day. I use the app "
    "since March and never had this. What I see on the screen is below, can you tell me what to do next? {} "
    "Thank you very much, best regards from Linh, shop owner in Hanoi. Sent from my phone, sorry for mistakes. "
)


def percentiles(times: list[float]) -> str:
    """Median and 99th percentile in milliseconds."""
    ordered = sorted(times)
    return f"p50 {ordered[len(ordered) // 2] * 1000:.2f} ms, p99 {ordered[int(len(ordered) * 0.99)] * 1000:.2f} ms"


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        parts = Parts(user_paths(folder), assemble.checkout_bundle())
        began = time.perf_counter()
        catalog = parts.catalog
        loaded = time.perf_counter()
        doctor = parts.doctor
        print(f"catalog {1000 * (loaded - began):.0f} ms, doctor {1000 * (time.perf_counter() - loaded):.0f} ms")
        messages = [(m.text, reason.id) for reason in catalog.reasons.values() for m in reason.messages if m.exact]
        known = [parts.folder.plain(text) for text, _ in messages]
        for name, texts in (
            ("a message", [text for text, _ in messages]),
            ("500 characters", [FILLER.format(text)[:600] for text, _ in messages]),
        ):
            ours, peer = [], []
            for text in texts:
                start = time.perf_counter()
                doctor.diagnose(text)
                middle = time.perf_counter()
                process.extractOne(parts.folder.plain(text), known, scorer=fuzz.partial_ratio)
                ours.append(middle - start)
                peer.append(time.perf_counter() - middle)
            print(f"{name}: ours {percentiles(ours)}; folded partial_ratio {percentiles(peer)}")
        parts.close()


if __name__ == "__main__":
    main()
