"""Tweets of cardiffnlp/xlm-t and tweeteval, as their folders hold them: `{part}_text.txt` and `{part}_labels.txt`.

The tweets stay under their upstream terms and are not part of this project; the trained weights are.
"""

import html
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal, get_args

from contracts.errors import InvalidInput

FOLDERS: Final = {"en": "english", "de": "german", "fr": "french", "es": "spanish"}
"""Folder of each language whose tweets have a sentiment."""
SENTIMENTS: Final = ("negative", "neutral", "positive")
EMOTIONS: Final = ("anger", "joy", "optimism", "sadness")
"""What the numbers of `{part}_labels.txt` mean: of the folders above, and of `emotion` (English)."""
Part = Literal["train", "val"]
_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_MENTION: Final = re.compile(r"@\w+")
_ADDRESS: Final = re.compile(r"https?\S*")


def read_texts(folder: Path, part: Part) -> list[str]:
    """Return the tweets of a folder as they were published. Raises `InvalidInput` if they are not there."""
    return _lines(folder / f"{part}_text.txt")


def read_labelled(folder: Path, part: Part, names: Sequence[str]) -> list[tuple[str, str]]:
    """Return (readable tweet, label) pairs of a folder. Raises `InvalidInput` if they are not there."""
    texts, labels = read_texts(folder, part), _lines(folder / f"{part}_labels.txt")
    return [(readable(text), names[int(label)]) for text, label in zip(texts, labels, strict=True)]


def read_all(folder: Path, names: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs of both parts. Raises `InvalidInput` if they are not there."""
    return [pair for part in get_args(Part) for pair in read_labelled(folder, part, names)]


def readable(tweet: str) -> str:
    """Return a tweet as its author saw it: escapes undone, people and addresses all alike."""
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), html.unescape(tweet)).replace("\\n", " ")
    return _ADDRESS.sub("http", _MENTION.sub("@user", text.replace('\\"', '"')))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InvalidInput(str(path), f"{path} cannot be read") from error
