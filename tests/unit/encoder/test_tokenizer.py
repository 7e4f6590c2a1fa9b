"""Text to tokens."""

from typing import Any, Final

import pytest

from encoder.model_files import default_folder
from encoder.policy import QUESTION_TOKENS
from encoder.sentence_vectors import windows
from encoder.tokenizer import BEGIN, END, SPACE, UNKNOWN, Tokenizer, load_tokenizer

SMALL: Final = Tokenizer(
    ["<s>", "<pad>", "</s>", "<unk>", SPACE, f"{SPACE}car", f"{SPACE}c", "a", "r", "ar", "s"],
    [0, 0, 0, -30, -2, -5, -4, -3, -3, -4, -3],
    {0x09: " ", 0x200B: "", 0xC1: "a"},
)
LIKE_TODAY: Final = [
    "how do I charge my car",
    "Wie lange dauert das Laden an der Wallbox, bitte?",
    "L'écran reste noir depuis la mise à jour… qu'est-ce que je fais ?",
    "¿Cuándo puedo recoger el coche? ¡Gracias!",
    "La mia auto non si accende più, perché?",
    "Żółw, řeka, şoför, ğ, İstanbul, København",
    "😀😀👍🏽 👩‍👩‍👧 🚗🔥!!",
    "VIN WVWZZZ1JZXW000001, 45.000 km, 12,5 V, 03.11.2026 10:30",
    "½ ﬁ Ⅷ ① № ™",
    "a\u200bb\u00a0c\td",
    "м а ш и н а",
    "x" * 400,
    "a b " * 300,
]
"""Texts that both engines cut into the same number of pieces."""
ODD: Final = {
    "emoji": "🚗" * 4000,
    "families": "👩‍👩‍👧" * 800,
    "Chinese": "车子启动不了" * 700,
    "Thai": "รถยนต์ของฉัน" * 300,
    "no blanks": "qzjxk" * 800,
    "accents": "a\u0301\u0302" * 1333,
    "zero width": "a\u200b" * 2000,
    "marks": "!?" * 2000,
    "lines": "a\n" * 2000,
    "one ligature that stands for a sentence": "\ufdfa" * 4000,
}


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(default_folder() / "tokenizer.npz")


def test_the_likeliest_pieces_are_chosen() -> None:
    assert SMALL.encode("car", 9) == [BEGIN, 5, END]
    assert SMALL.encode("cars ar", 9) == [BEGIN, 5, 10, 4, 9, END]


def test_characters_are_normalised_and_blanks_collapse() -> None:
    assert SMALL.encode(" \t c\u200b\u00c1r", 9) == SMALL.encode("car", 9)


def test_characters_that_stand_for_nothing_known_are_one_token_where_they_stand_together() -> None:
    assert SMALL.encode("xyz a xy", 9) == [BEGIN, 4, UNKNOWN, 4, 7, 4, UNKNOWN, END]


def test_what_is_typed_is_never_taken_for_a_mark_of_the_model(tokenizer: Tokenizer) -> None:
    assert not {BEGIN, END, UNKNOWN} & set(tokenizer.encode("<s> </s> <pad> <unk> <mask>", 99)[1:-1])


def test_of_a_long_text_the_first_tokens_are_taken(tokenizer: Tokenizer) -> None:
    whole = tokenizer.encode("my brakes feel soft", 99)
    cut = tokenizer.encode("my brakes feel soft", 5)
    assert cut == [*whole[:4], END]


def test_an_empty_text_is_a_beginning_and_an_end() -> None:
    assert SMALL.encode("", 9) == [BEGIN, 4, END]


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_the_tokens_of_a_message_are_bounded_whatever_is_typed(tokenizer: Tokenizer, text: str) -> None:
    counts = [len(tokenizer.encode(f"query: {window}", QUESTION_TOKENS)) for window in windows(text[:4000])]
    assert sum(counts) <= 3 * 160


@pytest.mark.parametrize("text", LIKE_TODAY)
def test_texts_of_served_languages_are_cut_as_the_engine_of_before_cut_them(
    tokenizer: Tokenizer, engine_before: Any, text: str
) -> None:
    assert len(tokenizer.encode(f"query: {text}", 10_000)) == engine_before.token_count(text, is_query=True)


def test_a_sentence_is_cut_into_these_pieces(tokenizer: Tokenizer) -> None:
    pieces = {token: piece for piece, token in tokenizer._tokens.items()}
    cut = [pieces[token] for token in tokenizer.encode("query: Wie lange lädt der Kite 😀 машина?", 99)[1:-1]]
    text = " ".join(cut).replace(SPACE, "_")
    assert text == "_que ry : _Wie _lange _lädt _der _Ki te _😀 _м а ш и н а ?"
