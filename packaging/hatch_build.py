"""Build hook: a standard wheel carries the bundle in `orderdoctor/_bundle/`; an editable one reads it from the checkout."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parents[1]


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts resources and compiled translations into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundle before the wheel is packed."""
        sys.path.insert(0, str(ROOT / "packaging"))
        import assemble

        if version == "standard":
            bundle = ROOT / "build" / "wheel-bundle"
            assemble.assemble(bundle)
            build_data["force_include"][str(bundle)] = "orderdoctor/_bundle"
        else:
            assemble.checkout_bundle()
