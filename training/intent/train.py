"""The intent head: what the customer wants."""

from typing import Final

from agents.intent.classify import head_file
from training.fit import Recipe, fit_head
from training.intent.examples import read_clinc, training_examples
from training.run import Run
from training.vectors import encode_all
from training.written import share_right, write_head

RECIPE: Final = Recipe(regularisation=1.0, machine="svm", vector_scale=3.0, with_ngrams=True, kept_ngrams=16_384)


def train(run: Run) -> None:
    """Fit the head, write it, and say how well the validation part of CLINC150 is understood."""
    encoder, examples = run.encoder, training_examples()
    texts, intents, labels = zip(*examples, strict=True)
    run.say(f"{len(examples)} sentences, {len(set(intents))} classes")
    head = fit_head(encoder.name, encode_all(encoder, texts), texts, intents, RECIPE, labels)
    write_head(head, head_file(encoder.name))
    held_out = [(text, intent) for text, intent, _ in read_clinc("validation")]
    run.say(f"CLINC150 validation part: {share_right(head, encoder, held_out):.3f} of {len(held_out)} right")
