"""Text from outside as data for a model.

    delimited("a < b", "passage", id="1")   <passage id="1">a &lt; b</passage>

Whatever a text, a customer's name or the name of a file holds, nothing in it can close its element or open another one.
That keeps data and prompt apart for whoever parses them; a model may still do what data says.
"""

from typing import Final

from guards.visible import visible

_ESCAPED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_QUOTED: Final = _ESCAPED | str.maketrans({'"': "&quot;", "'": "&#39;"})


def delimited(text: str, tag: str, **attributes: str) -> str:
    """Return the text as the only content of an element, without what shows nothing.

    Blanks and line ends in an attribute become one blank each. Raises `ValueError` for a tag that is no plain name:
    tags and names of attributes come from code, never from data.
    """
    if not (tag.isascii() and tag.isidentifier()):
        raise ValueError(f"{tag!r} is no name of an element")
    said = "".join(f' {name}="{_attribute(value)}"' for name, value in attributes.items())
    return f"<{tag}{said}>{visible(text).translate(_ESCAPED)}</{tag}>"


def _attribute(value: str) -> str:
    return " ".join(visible(value).split()).translate(_QUOTED)
