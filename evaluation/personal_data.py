"""How much personal data is found, on templates the tagger never learned from: it is fitted anew for each fold.

    python -m evaluation.personal_data --data DIR        # or python -m privacy evaluate --data DIR

A span counts as found if found spans of any type cover at least `COVERED` of its characters, and as found strictly if
spans of its own type do. A found span is right if at least half of its characters lie in spans that had to be found.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contracts.command_line import exit_code, parser_of
from evaluation.bootstrap import Rows, interval
from privacy.spans import PiiType, Span
from training.privacy.train import OTHER_NAMES
from training.privacy.validate import held_out

COVERED: Final = 0.8
"""Share of a span's characters that has to be masked."""
RIGHT: Final = 0.5
ALL: Final = "all"


class Tally(NamedTuple):
    """Counts of one sentence for one type: spans wanted, found by any type, found by their own; spans given, right."""

    wanted: int
    found: int
    strict: int
    given: int
    right: int


class Share(NamedTuple):
    """A share, with the 95 % interval of its bootstrap over sentences; `of` is the count it is a share of."""

    share: float
    low: float
    high: float
    of: int


class Quality(NamedTuple):
    """What one type reaches. `precision` judges the spans that were given this type."""

    type: str
    recall: Share
    strict: Share
    precision: Share


def measure(sentences: Iterable[tuple[Sequence[Span], Sequence[Span]]]) -> list[Quality]:
    """Quality of pairs (wanted spans, found spans), one for each sentence: all types together, then each."""
    pairs = list(sentences)
    kinds = [kind for kind in PiiType if any(span.type is kind for pair in pairs for spans in pair for span in spans)]
    return [_quality(name, [tally(*pair, name) for pair in pairs]) for name in (ALL, *kinds)]


def tally(wanted: Sequence[Span], found: Sequence[Span], kind: str) -> Tally:
    """The counts of one sentence; `kind` is a type or `all`."""
    own = [span for span in wanted if kind in {ALL, span.type}]
    given = [span for span in found if kind in {ALL, span.type}]
    return Tally(
        wanted=len(own),
        found=sum(_cover(span, found) >= COVERED for span in own),
        strict=sum(_cover(span, [f for f in found if f.type is span.type]) >= COVERED for span in own),
        given=len(given),
        right=sum(_cover(span, wanted) >= RIGHT for span in given),
    )


def show_quality(folder: Path, *, without_names: bool) -> None:
    """Print the table for a folder. Raises `InvalidInput` if the folder has no such data."""
    pairs = list(held_out(folder, other_names=1.0 if without_names else OTHER_NAMES))
    print(f"{len(pairs)} sentences, each by a tagger that never saw its template; share (95 % interval) of count")
    print(table(measure(pairs)))


def table(qualities: Sequence[Quality]) -> str:
    """One line for each type."""
    lines = [f"{'type':<14}{'recall':>32}{'recall, own type':>32}{'precision':>32}"]
    for quality in qualities:
        cells = (f"{s.share:.3f} ({s.low:.3f} to {s.high:.3f}) of {s.of:>4}" if s.of else "none" for s in quality[1:])
        lines.append(f"{quality.type:<14}" + "".join(f"{cell:>32}" for cell in cells))
    return "\n".join(lines)


def _cover(span: Span, others: Iterable[Span]) -> float:
    """Share of a span's characters that others cover; those do not overlap each other."""
    covered = sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in others)
    return covered / (span.end - span.start)


def _quality(name: str, tallies: Sequence[Tally]) -> Quality:
    counts: Mapping[str, NDArray[np.int64]] = {
        field: np.array([getattr(one, field) for one in tallies], dtype=np.int64) for field in Tally._fields
    }
    return Quality(
        name,
        _share(counts["found"], counts["wanted"]),
        _share(counts["strict"], counts["wanted"]),
        _share(counts["right"], counts["given"]),
    )


def _share(part: NDArray[np.int64], whole: NDArray[np.int64]) -> Share:
    total = int(whole.sum())
    if not total:
        return Share(0.0, 0.0, 0.0, 0)

    def share(sample: Rows) -> float:
        of = whole[sample].sum()
        return float(part[sample].sum() / of) if of else float("nan")

    return Share(float(part.sum() / total), *interval(len(whole), share), total)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; returns the exit code."""
    parser = parser_of("evaluation.personal_data", __doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds presidio_train.json")
    parser.add_argument("--without-names", action="store_true", help="learn from no name of the data")
    options = parser.parse_args(arguments)
    return exit_code(lambda: show_quality(options.data, without_names=options.without_names), wrong_input=2)


if __name__ == "__main__":
    raise SystemExit(main())
