"""Writes resources/folding/traditional.txt from OpenCC's character table.

pip download --no-deps opencc-python-reimplemented==0.1.7   (then unzip it)
python packaging/folding_table.py opencc/dictionary/TSCharacters.txt
"""

from __future__ import annotations

import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "resources" / "folding" / "traditional.txt"
HEAD = (
    "# Traditional -> Simplified Chinese characters, a pair each: the first form that OpenCC's TSCharacters gives.\n"
    "# Data: OpenCC (opencc-python-reimplemented 0.1.7), Apache License 2.0, see LICENSE-OpenCC.txt."
    " Made by packaging/folding_table.py.\n"
)


def table(source: str) -> str:
    """The pairs, 40 to a line; characters that stay as they are, and phrases, are left out."""
    pairs = []
    for line in source.splitlines():
        traditional, _, simplified = line.partition("\t")
        simplified = simplified.split(" ")[0]
        if traditional != simplified and len(traditional) == len(simplified) == 1:
            pairs.append(traditional + simplified)
    return HEAD + "".join("".join(pairs[i : i + 40]) + "\n" for i in range(0, len(pairs), 40))


if __name__ == "__main__":
    TARGET.write_text(table(Path(sys.argv[1]).read_text(encoding="utf-8")), encoding="utf-8")
