"""The committed figures: what this version reaches. A fall beyond noise fails the evaluation."""

import json
from pathlib import Path
from typing import Final

from evaluation.results import Result

FILE: Final = Path(__file__).with_name("figures.json")
LOWER_IS_BETTER: Final = ("calibration error", "Brier", "answered though no page does")


def committed() -> dict[str, dict[str, float]]:
    """The figures by name of their line, each with its interval."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def fallen(results: list[Result], before: dict[str, dict[str, float]]) -> list[str]:
    """The lines that are worse than the committed interval allows, and committed lines that are gone."""
    worse = []
    for result in results:
        was, now = before.get(result.name), result.ours.value
        if was is None:
            continue
        if (now > was["high"]) if result.measured in LOWER_IS_BETTER else (now < was["low"]):
            worse.append(f"{result.name}: {now:.3f}, was {was['value']:.3f} ({was['low']:.3f} to {was['high']:.3f})")
    return worse


def commit(results: list[Result], before: dict[str, dict[str, float]]) -> None:
    """Write the figures; those of sets that were not measured this time stay."""
    now = {
        result.name: {part: round(getattr(result.ours, part), 4) for part in ("value", "low", "high")}
        | {"rows": result.ours.rows}
        for result in results
    }
    FILE.write_text(json.dumps(before | now, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
