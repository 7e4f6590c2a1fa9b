"""Where what was made for one encoder lies: its heads and its thresholds, in a folder of its own.

Vectors of two encoders cannot be compared, and neither can what was learnt or measured on them. What follows the `@` of
an encoder's name is the hash of its content: the folder stays, and each file in it says which content it was made for.
"""

from pathlib import Path


def file_for(parent: Path, encoder: str, name: str) -> Path:
    """Return where the file `name` of an encoder lies below `parent`."""
    return parent / encoder.partition("@")[0].replace(":", "-") / name
