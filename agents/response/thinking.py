"""A model's answer without what it thinks aloud: some write that into their text, between marks of their own.

stream = WithoutThinking()
stream.feed("<think")                           ""
stream.feed("ing>The page says so.</thin")      ""
stream.feed("king>Stop. [1]")                   "Stop. [1]"
"""

import re
from typing import Final

_BEGIN: Final = re.compile(r"<(think|thinking|reasoning)>", re.IGNORECASE)
_PART_OF_A_MARK: Final = re.compile(r"<[a-z]{0,9}$", re.IGNORECASE)
_LONGEST_END: Final = len("</reasoning>")


class WithoutThinking:
    """One answer, as it comes."""

    def __init__(self) -> None:
        self._rest = ""
        self._end: str | None = None

    def feed(self, text: str) -> str:
        """Return what may be read of the text so far and was not returned before."""
        self._rest += text
        read = ""
        while True:
            if self._end is not None:
                before, end, after = _partition(self._rest, self._end)
                if not end:
                    self._rest = before[-_LONGEST_END:]
                    return read
                self._rest, self._end = after, None
            begin = _BEGIN.search(self._rest)
            if begin is None:
                part = _PART_OF_A_MARK.search(self._rest)
                size = part.start() if part else len(self._rest)
                read, self._rest = read + self._rest[:size], self._rest[size:]
                return read
            read += self._rest[: begin.start()]
            self._rest, self._end = self._rest[begin.end() :], f"</{begin[1].lower()}>"

    def end(self) -> str:
        """Return what was held back, if it turned out to be no mark. A thought that never ends is no answer."""
        return "" if self._end is not None else self._rest


def _partition(text: str, mark: str) -> tuple[str, str, str]:
    """As `str.partition`, whatever the case of the mark."""
    start = text.lower().find(mark)
    return (text, "", "") if start < 0 else (text[:start], mark, text[start + len(mark) :])
