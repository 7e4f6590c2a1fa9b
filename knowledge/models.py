"""Which models a question names."""

import re
from collections.abc import Collection


def named(question: str, models: Collection[str]) -> tuple[str, ...]:
    """The models that a question names, as `models` writes them; of `Kite GT` the longer name only.

    Case does not matter, and an `s` may follow, as in "the Kite's battery" or German "des Kites".
    """
    if not models:
        return ()
    known = {model.casefold(): model for model in models}
    longest_first = sorted(known, key=len, reverse=True)
    pattern = rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?:['’]?s)?(?!\w)"
    return tuple(dict.fromkeys(known[found] for found in re.findall(pattern, question.casefold())))
