"""Results as Markdown: tables of figures, confusions and the reliability curve."""

from collections.abc import Sequence

from evaluation.markdown import table
from evaluation.results import Report, Result

BAR: str = "█"


def results_table(results: Sequence[Result]) -> str:
    """One line a figure."""
    heads = ("evaluation set", "measure", "figure", "95 % interval", "rows", "simpler ways, same rows")
    return table(heads, [cells(result) for result in results])


def cells(result: Result) -> tuple[str, ...]:
    """What stands in the columns of a line, from the set on."""
    return (
        result.what,
        result.measured,
        f"**{result.ours.value:.3f}**",
        f"{result.ours.low:.3f} to {result.ours.high:.3f}",
        str(result.ours.rows),
        ", ".join(f"{name} {value:.3f}" for name, value in result.others.items()) or "–",
    )


def details(report: Report) -> str:
    """Confusions with examples, and how far confidence can be trusted."""
    parts = []
    for name, confused in report.confused.items():
        lines = [
            (
                c.expected,
                c.found,
                str(c.times),
                " / ".join(example.replace("|", "¦")[:110] for example in c.examples) or "–",
            )
            for c in confused
        ]
        if lines:
            parts.append(f"### {name}\n\n{table((*report.columns, 'times', 'such as'), lines)}")
    if report.curve:
        lines = [
            (f"{sure:.2f}", f"{right:.2f}", f"{share:.1%}", BAR * round(right * 20))
            for sure, right, share in report.curve
        ]
        parts.append(f"### Reliability\n\n{table(('mean confidence', 'share right', 'of all', ''), lines)}")
    return "\n\n".join(parts)
