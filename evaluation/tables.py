"""Results as Markdown: the table of the README, the confusions and the reliability curve of docs/quality.md."""

from collections.abc import Sequence

from evaluation.markdown import table
from evaluation.results import Report, Result

BAR: str = "█"


def results_table(results: Sequence[Result]) -> str:
    """One line a figure, real data first."""
    lines = [
        (
            result.what,
            result.measured,
            f"**{result.ours.value:.3f}**",
            f"{result.ours.low:.3f} to {result.ours.high:.3f}",
            str(result.ours.rows),
            ", ".join(f"{name} {value:.3f}" for name, value in result.others.items()) or "–",
        )
        for result in results
    ]
    return table(("evaluation set", "measure", "figure", "95 % interval", "rows", "simpler ways, same rows"), lines)


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
            parts.append(f"### {name}\n\n{table(('right', 'taken for', 'times', 'such as'), lines)}")
    if report.curve:
        lines = [
            (f"{sure:.2f}", f"{right:.2f}", f"{share:.1%}", BAR * round(right * 20))
            for sure, right, share in report.curve
        ]
        parts.append(f"### Reliability\n\n{table(('mean confidence', 'share right', 'of all', ''), lines)}")
    return "\n\n".join(parts)
