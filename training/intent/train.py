"""The intent agent's heads: whether we are asked at all, and what for."""

from typing import Final

from agents.intent.probable import Heads, head_file
from agents.intent.scope import OUT_OF_SCOPE, scope_file
from training.fit import Recipe, fit_head
from training.intent.examples import read_clinc, training_examples
from training.intent.scope import fit_scope, sentences_of
from training.run import Run
from training.vectors import encode_all
from training.written import write_head

RECIPE: Final = Recipe(regularisation=1.0, machine="svm", vector_scale=3.0, with_ngrams=True, kept_ngrams=16_384)


def train(run: Run) -> None:
    """Fit the heads, write them, and say how well the validation part of CLINC150 is understood."""
    encoder, examples = run.encoder, training_examples()
    vectors = encode_all(encoder, [example.text for example in examples])
    scope = fit_scope(encoder.name, sentences_of(examples, vectors))
    rows = [row for row, example in enumerate(examples) if example.intent != OUT_OF_SCOPE]
    texts, intents, labels, *_ = zip(*(examples[row] for row in rows), strict=True)
    run.say(f"{len(examples)} sentences, {len(rows)} of them in scope, {len(set(intents))} classes")
    head = fit_head(encoder.name, vectors[rows], texts, intents, RECIPE, labels)
    write_head(scope, scope_file(encoder.name))
    write_head(head, head_file(encoder.name))
    run.say(f"CLINC150 validation part: {_share_right(Heads(head, scope), run):.3f} right")


def _share_right(heads: Heads, run: Run) -> float:
    held_out = read_clinc("validation")
    vectors = encode_all(run.encoder, [example.text for example in held_out])
    right = [
        next(iter(heads.probabilities(example.text, vector))) == example.intent
        for example, vector in zip(held_out, vectors, strict=True)
    ]
    return sum(right) / len(right)
