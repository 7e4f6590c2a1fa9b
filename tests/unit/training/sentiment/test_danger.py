"""What the danger heads learn from: written sentences by kind and family, and copies in a hurry."""

import numpy as np
import pytest

from danger.pieces import pieces
from danger.words import HARMLESS
from languages.served import SERVED_LANGUAGES
from languages.word_head import shares_of
from training.sentiment.danger import TOLD, apart, hurried, offered, read_danger_file, written_pairs
from training.sentiment.denials import read_denials, said
from training.sentiment.held_out import FOLDS, folds
from training.sentiment.hurry import misstruck, without_blanks
from training.sentiment.train import DANGEROUS, fit_words, word_label


def test_every_family_is_written_in_every_language_that_is_served() -> None:
    for family in read_denials().families:
        assert set(family.examples) == set(SERVED_LANGUAGES), family.family
    assert set(read_denials().requests) == set(SERVED_LANGUAGES)


def test_kinds_of_families_are_those_of_the_other_file_or_unclear() -> None:
    kinds = {kind.name for kind in read_danger_file().kinds} | {HARMLESS, "unclear", "mixed"}
    assert {family.kind for family in read_denials().families} <= kinds


def test_a_joined_sentence_also_stands_before_and_after_a_request() -> None:
    texts = [one.text for one in said() if one.family == "no_event"]
    assert "There was no accident" in texts
    assert "There was no accident, I only want to move my appointment" in texts
    assert "When can I bring it in. There was no accident." in texts


def test_no_sentence_is_written_twice_with_two_meanings() -> None:
    kinds = dict[str, str]()
    for text, kind, _ in said():
        assert kinds.setdefault(text, kind) == kind, text


def test_families_of_denials_are_held_out_as_wholes_and_every_sentence_once() -> None:
    first, families = len(written_pairs()), [one.family for one in said()]
    found = folds(first + len(families) + 100)
    assert set(found) == set(range(FOLDS))
    of_family = dict(zip(families, found[first:], strict=False))
    assert [of_family[family] for family in families] == list(found[first : first + len(families)])


def test_a_fault_is_said_of_each_thing_and_leaves_no_gap() -> None:
    faults = [one.text for one in said() if one.family == "ordinary_faults"]
    assert {"the window is stuck", "my boot is stuck"} <= set(faults)
    assert not any("{" in one.text for one in said()), "things are named in every language"


def test_sentences_of_harmless_messages_stand_apart_and_those_of_dangers_do_not() -> None:
    pairs = [("Hello there. The radio is off.", HARMLESS), ("Hello there. It burns.", "fire"), ("One only", HARMLESS)]
    assert apart(pairs) == [("Hello there.", HARMLESS), ("The radio is off.", HARMLESS)]
    assert apart([("We won. I am so happy!", TOLD)]) == [("We won.", TOLD), ("I am so happy!", TOLD)]


def test_words_are_told_from_danger_for_each_group_of_speakers_and_the_groups_are_summed_up() -> None:
    dangers = [(f"my brakes fail {word}", "brakes") for word in ("now", "again", "today", "downhill")]
    told = [(f"we won the match {word}", TOLD) for word in ("now", "again", "today", "downhill")]
    written = [(f"book a service {word}", HARMLESS) for word in ("now", "again", "today", "downhill")]
    head = fit_words([*dangers, *told, *written])
    assert sorted(head.labels) == ["danger", HARMLESS, HARMLESS]
    judged = head.judge(pieces("we won and book a service"))
    assert sum(judged.values()) == pytest.approx(1)
    assert next(iter(judged)) == HARMLESS
    assert all(share <= 1 for share in shares_of([HARMLESS] * 7, np.zeros(7, np.float32)).values())


def test_copies_in_a_hurry_keep_their_kind_and_are_the_same_every_time() -> None:
    pairs = [("My brakes do not work at all any more", "brakes"), ("I want to die", "self_harm")]
    assert [kind for _, kind in hurried(pairs)] == ["brakes", "brakes", "self_harm", "self_harm"]
    assert hurried(pairs) == hurried(pairs)
    assert without_blanks("my brakes") == "mybrakes"
    assert misstruck("a long sentence with many letters in it") != "a long sentence with many letters in it"


def test_words_tell_apart_only_what_is_answered_otherwise() -> None:
    assert [word_label(kind) for kind in ("brakes", "self_harm", HARMLESS)] == [DANGEROUS, "self_harm", HARMLESS]


def test_what_the_widget_offers_is_harmless_but_for_the_emergency() -> None:
    assert "A warning light is on" in offered()
    assert "It is an emergency" not in offered()
