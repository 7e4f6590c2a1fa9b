"""The files of the local encoder: where they lie, and whether they are whole.

`python -m infra.encoder_graph` makes them once; nothing here needs what made them. The folder is named for the graph:

    graph.onnx      the structure, and the small tensors
    weights.bin     the large tensors, mapped into memory when they are used
    tokenizer.npz   pieces of words with their scores, and how characters are normalised
    manifest.json   what it is, and the size and digest of each file, written last
"""

import json
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final

from contracts.errors import ConfigurationError

GRAPH: Final = "a217ad13"
"""First digits of the SHA-256 over structure, weights and tokenizer (`infra/encoder_graph/digest.py`).

Whoever changes what any text's vector is changes it, and trains all heads anew."""
NAME: Final = f"multilingual-e5-small-int8@{GRAPH}"
OUTPUTS: Final = ("vectors", "l6.oln.out")
"""What the graph gives: the vectors, and the states of each token after the layer in the middle."""
FILES: Final = ("graph.onnx", "weights.bin", "tokenizer.npz")
MANIFEST: Final = "manifest.json"
REMAKE: Final = "python -m infra.encoder_graph"
LAYER: Final = Path("/opt/encoder")
"""Where the Lambda layer puts the files."""
CACHE: Final = Path(__file__).parent.parent / ".curbside" / "encoder"
"""Where this checkout keeps them, a folder a graph."""


def default_folder() -> Path:
    """Return the folder of the layer where there is one, else that of this checkout."""
    return LAYER if LAYER.is_dir() else CACHE / GRAPH


def check(folder: Path) -> None:
    """Raise `ConfigurationError` with the way out unless all files are there, whole, and of this encoder.

    Their sizes are compared, not their content, which `check_content` does where they are made: a digest of 50 MB would
    lengthen each start by a third.
    """
    for file, size in _listed(folder, "bytes").items():
        found = (folder / file).stat().st_size if (folder / file).is_file() else 0
        if found != size:
            raise broken(folder / file, f"{found} bytes instead of {size}")


def check_content(folder: Path) -> None:
    """The same, byte for byte."""
    check(folder)
    for file, digest in _listed(folder, "sha256").items():
        if digest_of(folder / file) != digest:
            raise broken(folder / file, "other content than was written")


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _listed(folder: Path, what: str) -> dict[str, Any]:
    """What the manifest says of each file. Raises `ConfigurationError` if it is of another encoder, or broken."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
        name, outputs = manifest["name"], tuple(manifest["outputs"])
        listed = {file: manifest[what][file] for file in FILES}
    except FileNotFoundError:
        raise ConfigurationError(f"{path} is missing: make the encoder's files with `{REMAKE}`") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise broken(path, type(error).__name__) from error
    if name != NAME:
        raise ConfigurationError(f"{folder} holds the encoder {name}, not {NAME}: make its files with `{REMAKE}`")
    if outputs != OUTPUTS:
        raise ConfigurationError(
            f"{folder} gives {' and '.join(outputs)}, not {' and '.join(OUTPUTS)}: make its files with `{REMAKE}`"
        )
    return listed


def broken(path: Path, reason: str) -> ConfigurationError:
    """The error for a file that cannot be used."""
    return ConfigurationError(f"{path} is broken ({reason}): delete {path.parent} and run `{REMAKE}`")
