"""The parts of the cockpit that Streamlit does not have: components in plain JavaScript.

Before each stand the same helpers. They make elements of text and never of HTML. Why they are components stands in
decision 41.
"""

from pathlib import Path
from typing import Final

from streamlit.components.v2 import component
from streamlit.components.v2.types import ComponentRenderer

_HERE: Final = Path(__file__).parent


def source(*names: str) -> str:
    """Return a component's module: the helpers, then the files of these names, of which the last one exports it."""
    return "\n".join((_HERE / f"{name}.js").read_text(encoding="utf-8") for name in ("dom", *names))


def _component(name: str, *names: str) -> ComponentRenderer:
    styles = (_HERE / "styles.css").read_text(encoding="utf-8")
    return component(f"curbside-{name}", js=source(*names, name), css=styles)


LIVE: Final = _component("live")
KEEP: Final = _component("keep")
DESK: Final = _component("desk")
CONVERSATION: Final = _component("conversation", "thread", "composer")
PACKET: Final = _component("packet")
SUPERVISE: Final = _component("supervise")
