"""LiteLLM in a virtual environment of its own: the project neither needs it nor could keep its pins."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from infra.local.settings import ROOT
from tests.bench.progress import say

VERSION: Final = "1.110.2"
"""The latest on 1 December 2026. Never a range: strangers have published releases of it (1.82.7 and 1.82.8)."""
FOLDER: Final = ROOT / ".venv-litellm"


def litellm_python(folder: Path = FOLDER, version: str = VERSION) -> Path | None:
    """Return the Python of the environment, which is made unless it is there; None where pip cannot get LiteLLM."""
    python, done = folder / "bin" / "python", folder / f"litellm-{version}"
    if not done.exists():
        say(f"nothing yet: installing LiteLLM {version} into {folder.name} (half a minute, once)")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        command = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--only-binary=:all:"]
        if subprocess.run([*command, f"litellm=={version}"], check=False, stdout=sys.stderr).returncode:
            return None
        done.touch()
    return python
