"""The modes side by side, as lines of text."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final, NamedTuple

from contracts.turn import TurnAnswer
from evaluation.markdown import table as markdown_table
from evaluation.scripted.report import Outcome
from evaluation.with_models.metered import USUAL_TOKENS, Metered, priced, usual

ALIASES: Final = ("fast", "balanced", "best")
_THOUSAND: Final = 1_000


class Held(NamedTuple):
    """The conversations as one mode held them."""

    mode: str
    outcomes: Sequence[Outcome]
    answers: Sequence[TurnAnswer]
    calls: Sequence[Metered]


def side_by_side(modes: Sequence[Held], region: str, *, quality: bool) -> Iterator[str]:
    """Yield the table, and what it does not say. Without `quality` no model has answered, and none is told."""
    if not quality:
        modes = [held._replace(calls=[usual(call) for call in held.calls]) for held in modes]
    heads = ["mode", *(["turns right"] if quality else []), "calls a turn", "by a model", "ms a turn (p50)"]
    heads += [f"USD for 1,000 turns, {alias}" for alias in ALIASES]
    yield markdown_table(heads, [_row(held, region, quality=quality) for held in modes])
    yield ""
    for held in modes:
        for purpose in sorted({call.purpose for call in held.calls}):
            own = [call.usage for call in held.calls if call.purpose == purpose]
            prompt, answer = median(one.input_tokens for one in own), median(one.output_tokens for one in own)
            yield f"{held.mode}, {purpose}: {len(own)} calls; prompt {prompt:.0f} tokens, answer {answer:.0f} (median)"
    yield f"Prices: the first model of each alias in {region}, nothing cached; tokens estimated from characters."
    if not quality:
        counted = ", ".join(f"{number} ({who})" for who, number in USUAL_TOKENS.items())
        yield f"No model has answered: answers count with {counted} tokens."


def _row(held: Held, region: str, *, quality: bool) -> list[str]:
    turns = len(held.answers)
    right = sum(one.right for one in held.outcomes)
    by_model = sum(answer.path == "bedrock" for answer in held.answers)
    return [
        held.mode,
        *([f"{right} of {turns}"] if quality else []),
        f"{len(held.calls) / turns:.2f}",
        f"{by_model} of {turns}",
        f"{median(answer.timing_ms.total for answer in held.answers):.0f}",
        *(f"{priced(held.calls, alias, region) / turns * _THOUSAND:.2f}" for alias in ALIASES),
    ]
