"""How the judge of what is out of scope is fitted: on directions with noise, so that what is right is known."""

import numpy as np
import pytest

from training.intent.examples import Example, read_clinc, read_contrasts, topics
from training.intent.scope import BLOCKS, MIXED, Sentences, fit_parts, fit_scope, sentences_of, topics_of

INTENTS, TOPICS, OF_EACH, SIZE = 6, 5, 80, 40


@pytest.fixture
def known() -> Sentences:
    """Intents and topics, each scattered about a direction of its own."""
    draw = np.random.default_rng(4)
    names = [*(f"intent {n}" for n in range(INTENTS)), *(f"topic {n}" for n in range(TOPICS))]
    examples = [
        Example("", "out_of_scope" if "topic" in name else name, name, real=True, topic=name if "topic" in name else "")
        for name in names
        for _ in range(OF_EACH)
    ]
    vectors = np.repeat(np.eye(SIZE)[: len(names)], OF_EACH, axis=0) + draw.normal(
        scale=0.08, size=(len(examples), SIZE)
    )
    return sentences_of(examples, vectors.astype(np.float32))


def test_a_topic_that_nobody_learnt_from_is_out_of_scope(known: Sentences) -> None:
    scope = fit_scope("toy", known.chosen(known.topics != "topic 2"))
    never_seen = known.chosen(known.topics == "topic 2")
    assert (scope.scores(never_seen.vectors) < 0).mean() > 0.9
    assert (scope.scores(known.vectors[~known.outside]) >= 0).mean() > 0.9


def test_a_fold_learns_from_neither_its_topic_nor_its_block_of_anything_else(known: Sentences) -> None:
    taught = known.chosen(known.without("topic 1", 3))
    assert topics_of(taught) == ["topic 0", "topic 2", "topic 3", "topic 4"]
    assert set(taught.blocks[~taught.outside].tolist()) == set(range(BLOCKS)) - {3}
    assert set(taught.blocks[taught.outside].tolist()) == set(range(BLOCKS)) - {3}


def test_a_fold_learns_from_all_of_our_own_sentences_out_of_scope(known: Sentences) -> None:
    ours = known.topics == "topic 4"
    written = known._replace(real=~ours, topics=np.where(ours, "", known.topics))
    taught = written.chosen(written.without("topic 1", 3))
    assert (taught.outside & ~taught.real).sum() == OF_EACH


def test_mixed_sentences_are_no_foreign_class_nor_are_our_own(known: Sentences) -> None:
    mixed = known._replace(topics=np.where(known.topics == "topic 2", MIXED, known.topics))
    assert len(fit_parts(known).space.foreign) == TOPICS
    assert len(fit_parts(mixed).space.foreign) == TOPICS - 1
    assert not (known.foreign & ~known.outside).any()


def test_a_topic_that_was_learnt_from_is_out_of_scope_more_surely_than_one_that_was_not(known: Sentences) -> None:
    learnt = known.chosen((known.topics == "") | (known.blocks > 0))
    without = learnt.chosen(learnt.topics != "topic 2")
    asked = known.vectors[(known.topics == "topic 2") & (known.blocks == 0)]
    assert fit_scope("toy", learnt).scores(asked).mean() < fit_scope("toy", without).scores(asked).mean()


def test_every_sentence_of_clinc150_out_of_scope_has_a_topic_and_there_is_a_block_for_each() -> None:
    outside = [example for example in read_clinc("train") if example.intent == "out_of_scope"]
    assert all(example.topic for example in outside)
    assert len(set(topics().values())) == BLOCKS


def test_a_contrast_asks_the_same_of_ours_and_of_others() -> None:
    texts = {example.text: example.intent for example in read_contrasts()}
    assert texts["is my car still under warranty"] == "warranty"
    assert texts["is my microwave still under warranty"] == "out_of_scope"
    assert not any("{" in text for text in texts)
