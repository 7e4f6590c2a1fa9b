"""Bytes to text: UTF-8, or UTF-16 that says so."""

import codecs
import re
from typing import Final

from contracts.errors import InvalidInput

_CONTROL: Final = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_LINE_END: Final = re.compile(r"\r\n?|\f|\u2028|\u2029")


def decoded(source: str, content: bytes) -> str:
    """The text of a file, its lines ended by LF, without byte order mark. Raises `InvalidInput`."""
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(source, f"is not valid {'UTF-16' if wide else 'UTF-8'}: save it as UTF-8") from error
    return cleaned(source, text)


def cleaned(source: str, text: str) -> str:
    """Text without control characters and halves of characters. Raises `InvalidInput` if it holds NUL."""
    if "\0" in text:
        raise InvalidInput(source, "holds NUL characters: it is no text, or not saved as UTF-8")
    return _CONTROL.sub("", _LINE_END.sub("\n", text))
