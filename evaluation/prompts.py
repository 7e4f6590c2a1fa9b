"""Whether the kind of a prompt's task is told on collections that nothing was written for or learned from:

    python -m evaluation.prompts --data DIR

DIR/prompts holds the collections that `evaluation/instructions.py` lists. Beside the rules of the product: the most
frequent kind of each collection, one English word for each kind, and heads over sentence vectors, which learned from
the examples written for this project or from these and five public collections; and the rules where they find
something, else the better head.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from contracts.command_line import exit_code, parser_of
from contracts.prompts import PromptTask, TaskKind
from encoder.command_line import add_encoder_options, encoder_of
from encoder.head import LinearHead
from encoder.protocol import Encoder, Matrix
from encoder.sentence_vectors import windows
from evaluation.instructions import JUDGED, Prompt, learned, written
from evaluation.markdown import table
from evaluation.measures import Figure, accuracy, calibration_error, figure, judged
from prompting.classify import NEXT, classify, kinds_in
from training.fit import Recipe, fit_head
from training.vectors import encode_all

WRITTEN, PUBLIC = "head, written examples", "head, these and public ones"
RECIPE: Final = Recipe(regularisation=1.0, temperature=1.0)
"""Of 0.3, 1, 3 and 10 the one that was best on the judged collections, in the heads' favour."""
SHOWN: Final = 8
ONE_WORD: Final[Mapping[TaskKind, str]] = MappingProxyType(
    {
        "code": "code",
        "rewriting": "translate",
        "summarising": "summar",
        "classification": "classify",
        "extraction": "extract",
        "text_question": "according to",
        "conversation": "act as",
        "reasoning": "how many",
        "planning": "plan",
        "writing": "write",
    }
)
"""The plainest rules: a kind is meant where its word is, and an open question where none is."""


def main() -> int:
    """Print the tables."""
    parser = parser_of("evaluation.prompts", __doc__)
    add_encoder_options(parser)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds prompts/")
    options = parser.parse_args()
    return exit_code(lambda: evaluate(options.data / "prompts", encoder_of(options)))


def evaluate(folder: Path, encoder: Encoder) -> int:
    """Judge each collection, and all together."""
    collections = [list(read(folder)) for read in JUDGED]
    heads = {WRITTEN: _fitted(encoder, list(written())), PUBLIC: _fitted(encoder, learned(folder))}
    everything = [prompt for prompts in collections for prompt in prompts]
    lines = [line for prompts in [*collections, everything] for line in _lines(prompts, encoder, heads)]
    print(table(("collection", "way", "rows", "accuracy", "95 % interval"), lines))
    found = [classify(prompt.text) for prompt in everything]
    print(table(("words of", "rows", "right"), _by_sureness(everything, found)))
    print(table(("kind", "rows", "found", "recall", "precision"), _by_kind(everything, found)))
    for (expected, taken), times in _confused(everything, found).most_common(SHOWN):
        print(f"{times} x {expected} taken for {taken}")
    ours = [one.confidence for one in found]
    error = calibration_error(judged([p.kind for p in everything], [one.kind for one in found], ours))
    print(f"calibration error: {error:.3f}")
    own = list(written())
    print(f"written examples, by the rules: {_right(own, [classify(one.text).kind for one in own]):.3f} of {len(own)}")
    return 0


def _lines(
    prompts: Sequence[Prompt], encoder: Encoder, heads: Mapping[str, LinearHead]
) -> list[tuple[str, str, str, str, str]]:
    vectors = _first_windows(encoder, prompts)
    by_head = {name: [next(iter(head.probabilities(row))) for row in vectors] for name, head in heads.items()}
    most = Counter(prompt.kind for prompt in prompts).most_common(1)[0][0]
    rules = [str(classify(prompt.text).kind) for prompt in prompts]
    helped = [
        rule if kinds_in(prompt.text) else head
        for rule, head, prompt in zip(rules, by_head[WRITTEN], prompts, strict=True)
    ]
    plain = [_by_one_word(prompt.text) for prompt in prompts]
    ways = {
        "rules (ours)": rules,
        "most frequent kind": [str(most)] * len(prompts),
        "one word a kind": plain,
        **by_head,
    }
    ways["rules, else head"] = helped
    sources = {prompt.source for prompt in prompts}
    name = sources.pop() if len(sources) == 1 else "all"
    return [_line(name, way, _accuracy(prompts, found)) for way, found in ways.items()]


def _by_one_word(text: str) -> str:
    return next((kind for kind, word in ONE_WORD.items() if word in text.lower()), NEXT)


def _line(name: str, way: str, right: Figure) -> tuple[str, str, str, str, str]:
    return name, way, str(right.rows), f"{right.value:.3f}", f"{right.low:.3f} to {right.high:.3f}"


def _accuracy(prompts: Sequence[Prompt], found: Sequence[str]) -> Figure:
    return figure(judged([prompt.kind for prompt in prompts], found, [0.0] * len(found)), accuracy)


def _right(prompts: Sequence[Prompt], found: Sequence[str]) -> float:
    return sum(prompt.kind == kind for prompt, kind in zip(prompts, found, strict=True)) / len(prompts)


def _fitted(encoder: Encoder, prompts: Sequence[Prompt]) -> LinearHead:
    kinds = [str(prompt.kind) for prompt in prompts]
    even = dict.fromkeys(kinds, 1 / len(set(kinds)))
    vectors = _first_windows(encoder, prompts)
    return fit_head(encoder.name, vectors, [p.text for p in prompts], kinds, RECIPE._replace(prior=even))


def _first_windows(encoder: Encoder, prompts: Sequence[Prompt]) -> Matrix:
    """Of the beginning alone: of a long prompt the rest is material, and the heads were no better with it."""
    return encode_all(encoder, [windows(prompt.text)[0] for prompt in prompts])


def _by_sureness(prompts: Sequence[Prompt], found: Sequence[PromptTask]) -> list[tuple[str, str, str]]:
    sure = ["no kind" if not (kinds := kinds_in(p.text)) else "one" if len(kinds) == 1 else "several" for p in prompts]
    return [_share(name, [i for i, one in enumerate(sure) if one == name], prompts, found) for name in sorted({*sure})]


def _share(
    name: str, at: Sequence[int], prompts: Sequence[Prompt], found: Sequence[PromptTask]
) -> tuple[str, str, str]:
    right = _right([prompts[i] for i in at], [found[i].kind for i in at])
    return name, str(len(at)), f"{right:.3f}"


def _by_kind(prompts: Sequence[Prompt], found: Sequence[PromptTask]) -> list[tuple[str, str, str, str, str]]:
    pairs = Counter((prompt.kind, one.kind) for prompt, one in zip(prompts, found, strict=True))
    wanted, taken = Counter(prompt.kind for prompt in prompts), Counter(one.kind for one in found)
    return [
        (kind, str(rows), str(taken[kind]), _part(pairs[kind, kind], rows), _part(pairs[kind, kind], taken[kind]))
        for kind, rows in wanted.most_common()
    ]


def _part(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _confused(prompts: Sequence[Prompt], found: Sequence[PromptTask]) -> Counter[tuple[str, str]]:
    pairs = ((str(prompt.kind), str(one.kind)) for prompt, one in zip(prompts, found, strict=True))
    return Counter((expected, taken) for expected, taken in pairs if expected != taken)


if __name__ == "__main__":
    raise SystemExit(main())
