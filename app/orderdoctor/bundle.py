"""Where the shipped files are: the only module that knows.

A built program carries them in `orderdoctor/_bundle/`; in a checkout they are in `build/bundle/`, where
`packaging/dev.py` puts them together from `resources/` and `translations/` with the same code.
"""

from __future__ import annotations

from pathlib import Path


class BundleMissing(Exception):  # noqa: N818 - a state of the installation, named as what it is
    """The shipped files are not there: the program was not built, or it was damaged."""

    def __init__(self, looked_in: tuple[Path, ...]) -> None:
        """Take the folders that were looked in."""
        super().__init__(f"no bundle in {' or '.join(map(str, looked_in))}")
        self.looked_in = looked_in


def bundle_folder() -> Path:
    """The folder of the shipped files. Raises `BundleMissing`."""
    here = Path(__file__).resolve().parent
    candidates = (here / "_bundle", here.parents[1] / "build" / "bundle")
    for folder in candidates:
        if (folder / "catalog.json").is_file():
            return folder
    raise BundleMissing(candidates)
