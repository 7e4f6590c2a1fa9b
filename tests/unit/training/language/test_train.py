"""What the language head learns from. All sentences are synthetic."""

import struct
from pathlib import Path

import numpy as np

from languages.detect import HEAD
from languages.normalise import without_accents
from languages.served import SERVED_LANGUAGES
from languages.telling_words import telling_words
from languages.word_head import NgramWeights, WordHead
from training.language.catalogues import translations
from training.language.train import read_others, read_ours, read_tweets, recipe, slim, with_runs_of_words
from training.tweets import FOLDERS


def catalogue(path: Path, messages: dict[str, str]) -> None:
    """Write a gettext catalogue (.mo): a header of seven numbers, two tables of (length, offset), and the texts."""
    rows = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **messages}.items())
    texts = [text.encode() for row in (0, 1) for text in (pair[row] for pair in rows)]
    start = 28 + 16 * len(rows)
    offsets = np.cumsum([start] + [len(text) + 1 for text in texts])
    table = b"".join(struct.pack("<2I", len(text), offset) for text, offset in zip(texts, offsets, strict=False))
    header = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, 0)
    path.parent.mkdir(parents=True)
    path.write_bytes(header + table + b"".join(text + b"\0" for text in texts))


def test_words_of_a_message_are_what_can_tell_its_language() -> None:
    text = "Hiii @tom, VW Golf 8 (AB12 CDE, M-XY 123): schau https://example.com – geht’s NICHT 😡"
    assert telling_words(text) == ["hii", "schau", "geht's", "nicht"]


def test_accents_may_be_missing() -> None:
    assert without_accents("dónde está señor") == "donde esta senor"


def test_the_projects_own_sentences_are_in_the_languages_there_are_tweets_in() -> None:
    languages = [language for _, language in read_ours()]
    assert set(languages) == set(FOLDERS)
    assert min(languages.count(language) for language in FOLDERS) > 1_000


def test_a_language_is_learnt_from_tweets_and_examples_or_else_from_sentences_of_its_own() -> None:
    others = {language for _, language in read_others()}
    assert not others & set(FOLDERS)
    assert set(SERVED_LANGUAGES) <= others | set(FOLDERS)


def test_cuts_are_runs_of_the_same_words_and_the_same_every_time() -> None:
    pairs = [("My brakes feel soft when it is cold outside", "en"), ("42 😡", "en")]
    pieces = with_runs_of_words(pairs, runs=3, seed=7)
    assert pieces == with_runs_of_words(pairs, runs=3, seed=7)
    assert len(pieces) == 4
    assert all(piece in pairs[0][0].lower() and language == "en" for piece, language in pieces)


def test_tweets_are_read_for_each_language(tmp_path: Path) -> None:
    for number, folder in enumerate(("english", "german", "french", "spanish")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "train_text.txt").write_text(f"number {number}", encoding="utf-8")
    assert read_tweets(tmp_path) == [("number 0", "en"), ("number 1", "de"), ("number 2", "fr"), ("number 3", "es")]


def test_translations_are_running_text_and_no_code(tmp_path: Path) -> None:
    messages = {
        "cannot open '%s' for reading": "impossibile aprire '%s' in lettura",
        "use --force to override": "usare --force per forzare",
        "done": "fatto",
        "GNU bash, version four": "GNU bash, version quattro",
    }
    catalogue(tmp_path / "it" / "LC_MESSAGES" / "bash.mo", messages)
    assert translations(tmp_path, "it") == [("impossibile aprire in lettura", "it")]


def test_english_is_what_was_translated(tmp_path: Path) -> None:
    catalogue(tmp_path / "it" / "LC_MESSAGES" / "git.mo", {"S_ave the current file": "S_alva il file corrente"})
    assert translations(tmp_path, "en") == [("Save the current file", "en")]


def test_a_language_without_translations_has_none(tmp_path: Path) -> None:
    assert translations(tmp_path, "it") == []


def test_every_language_counts_alike() -> None:
    assert recipe(["en", "en", "en", "it"]).prior == {"en": 0.5, "it": 0.5}


def test_a_slim_head_keeps_its_weights_but_for_their_last_digits() -> None:
    idf, weights = np.array([3.02], dtype=np.float32), np.array([[0.51, -1.26]], dtype=np.float16)
    bias = np.array([0.1, -0.1], dtype=np.float32)
    head = slim(WordHead(("a", "b"), bias, NgramWeights(idf, np.array([0], dtype=np.int32), weights)))
    assert head.weights.idf.tolist() == [3.0]
    assert head.weights.weights.tolist() == [[0.5, -1.25]]
    assert head.bias is bias


def test_the_stored_head_knows_our_languages_and_every_listed_other() -> None:
    with np.load(HEAD) as stored:
        assert set(stored["labels"].tolist()) == {*FOLDERS, *(language for _, language in read_others())}
