"""What a new policy would change, as text."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from agents.routing.compare import Compared

_TEXT_CHARS: Final = 70


def report(compared: Sequence[Compared], examples: int) -> str:
    """How many routes change, from where to where with examples, the load of each queue, and every danger lost."""
    changed = [one for one in compared if one.differs]
    share = 100 * len(changed) / len(compared) if compared else 0.0
    lines = [f"{len(compared)} turns, {len(changed)} go elsewhere ({share:.1f} %)", *quiet(compared)]
    if changed:
        lines += ["", "Where to (columns), and where to so far (rows)", *matrix(changed)]
        lines += ["", "Examples", *shown(changed, examples)]
    lines += ["", "Conversations that enter a queue", *load(compared)]
    lost = [one for one in compared if one.danger_lost]
    if lost:
        lines += ["", f"DANGER: {len(lost)} turns would be no emergency any more", *map(_example, lost)]
    return "\n".join(lines)


def quiet(compared: Sequence[Compared]) -> list[str]:
    """Changes that leave the place as it is: another priority, another rule."""
    same = [(one.old.route, one.new.route) for one in compared if not one.differs]
    sooner = sum(new.priority < old.priority for old, new in same)
    later = sum(new.priority > old.priority for old, new in same)
    renamed = sum(new.rule != old.rule for old, new in same)
    return [f"of the rest {sooner} are served sooner, {later} later, and {renamed} are decided by another rule"]


def matrix(changed: Sequence[Compared]) -> list[str]:
    """Turns that change, by old place (rows) and new place (columns)."""
    counts = Counter((one.old.place, one.new.place) for one in changed)
    rows, columns = sorted({old for old, _ in counts}), sorted({new for _, new in counts})
    return _table([["", *columns], *([old, *(str(counts[old, new] or "-") for new in columns)] for old in rows)])


def shown(changed: Sequence[Compared], most: int) -> list[str]:
    """For each change, the commonest first, up to `most` of its turns."""
    groups = defaultdict[tuple[str, str], list[Compared]](list)
    for one in changed:
        groups[one.old.place, one.new.place].append(one)
    ordered = sorted(groups.values(), key=len, reverse=True)
    return [_example(one) for group in ordered for one in group[:most]]


def load(compared: Sequence[Compared]) -> list[str]:
    """For each queue: conversations that enter it so far and then, and by how much that changes."""
    old = Counter(one.old.enters for one in compared if one.old.enters)
    new = Counter(one.new.enters for one in compared if one.new.enters)
    rows = [[name, str(old[name]), str(new[name]), _change(old[name], new[name])] for name in sorted({*old, *new})]
    return _table([["queue", "so far", "then", "change"], *rows])


def _change(old: int, new: int) -> str:
    return f"{new - old:+d}" + (f" ({100 * (new - old) / old:+.0f} %)" if old and new != old else "")


def _example(one: Compared) -> str:
    text = " ".join(one.turn.text.split())
    short = text if len(text) <= _TEXT_CHARS else f"{text[: _TEXT_CHARS - 1]}…"
    old, new = (f"{judged.place} ({judged.route.rule})" for judged in (one.old, one.new))
    return f"  {one.turn.conversation}/{one.turn.turn} {old} -> {new}: {short}"


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns as wide as their longest cell, the first flush left, the others flush right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  " + "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows]
