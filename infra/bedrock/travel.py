"""How an answer travels when a script says so: slowly, with a silence, or until an error."""

import time
from collections.abc import Iterable, Iterator

from infra.bedrock.refusal import Refusal
from infra.bedrock.reply import DELTA, Event
from infra.bedrock.script import Then


def travelling(stream: Iterable[Event], then: Then) -> Iterator[Event]:
    """Yield the events at the pace of the script. Raises `Refusal` where it says that an error comes."""
    pieces, silent_s = 0, then.silent_s
    if not then.silent_after:
        time.sleep(silent_s)
        silent_s = 0.0
    for kind, content in stream:
        at_end = kind == "messageStop"
        if kind == DELTA or at_end:
            if then.error_after is not None and (at_end or pieces >= then.error_after):
                raise Refusal(then.error, then.message, then.status)
            if pieces >= then.silent_after:
                time.sleep(silent_s)
                silent_s = 0.0
        if kind == DELTA:
            time.sleep((then.each_ms if pieces else then.first_ms) / 1000)
            pieces += 1
        yield kind, content | {"stopReason": then.stop_reason} if at_end and then.stop_reason else content
