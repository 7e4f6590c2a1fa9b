"""Which pieces of words are kept."""

import numpy as np
import pytest

from encoder.tokenizer import SPACE, UNKNOWN
from infra.encoder_graph.vocabulary import UNKNOWN_PENALTY, is_kept, kept_pieces, kept_scores


@pytest.mark.parametrize("piece", ["Geräusche", "señor", "œuvre", "perché", "żółw", "ğ", "12,5", "…", "👍🏽", "€", "→"])
@pytest.mark.parametrize("start", ["", SPACE])
def test_what_served_languages_are_written_with_is_kept(piece: str, start: str) -> None:
    assert is_kept(start + piece)


@pytest.mark.parametrize("piece", ["машина", "日本", "سيارة", "αυτο", "차량", "क्या"])
def test_words_of_other_scripts_go_and_their_characters_stay(piece: str) -> None:
    assert not is_kept(piece)
    assert all(is_kept(character) and is_kept(SPACE + character) for character in piece)


def test_places_stay_in_order_and_what_only_training_needs_goes() -> None:
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "a", "машина", f"{SPACE}b", "<mask>"]
    assert kept_pieces(pieces).tolist() == [0, 1, 2, 3, 4, 6]


def test_a_character_without_a_piece_is_less_likely_than_any_piece_there_was() -> None:
    scores = np.array([0, 0, 0, 0, -3, -9, -5], np.float32)
    kept = kept_scores(scores, np.array([0, 1, 2, 3, 4, 6]))
    assert kept.tolist() == [0, 0, 0, -9 - UNKNOWN_PENALTY, -3, -5]
    assert scores[UNKNOWN] == 0
