"""Which parts of the page are drawn next.

Streamlit joins what happens while it runs: a press that wants the whole page and a frame that wants two fragments
become one run, and of that run the fragments alone would be drawn. So who wants the whole page leaves word of it.
"""

from typing import Final

import streamlit as st

from ui.cockpit.seen import Seen

DESK: Final = "desk"
CONVERSATION: Final = "conversation"
LIVE: Final = "live-channel-fragment"
"""Keys of the fragments."""


def redraw(seen: Seen) -> None:
    """Draw the whole page next. As the last step."""
    seen.whole = True
    st.rerun()


def redraw_parts(seen: Seen, parts: list[str]) -> None:
    """Draw some fragments next, or the whole page if that is wanted by somebody. For callbacks, as their last step."""
    st.rerun("app" if seen.whole else [*parts, LIVE])
