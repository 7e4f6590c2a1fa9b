"""Keys and tokens."""

import re
from hashlib import sha256

import pytest

from contracts.ids import new_id
from gateway.credentials import conversation_of, fingerprint, matches, new_conversation_token, new_site_key


def test_a_site_key_carries_256_random_bits() -> None:
    made = {new_site_key() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"site_[A-Za-z0-9_-]{43}", key) for key in made)


def test_a_token_names_its_conversation_and_carries_256_random_bits() -> None:
    conversation_id = new_id()
    first, second = new_conversation_token(conversation_id), new_conversation_token(conversation_id)
    assert first != second
    assert re.fullmatch(rf"conv_{conversation_id}_[A-Za-z0-9_-]{{43}}", first)


def test_the_conversation_is_read_from_a_token_even_if_its_secret_holds_underscores() -> None:
    conversation_id = new_id()
    assert all(conversation_of(new_conversation_token(conversation_id)) == conversation_id for _ in range(200))
    assert conversation_of(f"conv_{conversation_id}_" + "_a" * 21 + "_") == conversation_id


@pytest.mark.parametrize(
    "token", ["", "conv_", "conv__", "conv_c1", "conv_c1_", "conv__secret", "site_abc", "c1_secret"]
)
def test_what_has_not_the_shape_of_a_token_names_no_conversation(token: str) -> None:
    assert conversation_of(token) is None


def test_what_is_stored_does_not_hold_the_credential() -> None:
    key = new_site_key()
    assert fingerprint(key) == sha256(key.encode()).hexdigest()
    assert key[5:] not in fingerprint(key)


def test_only_the_very_credential_matches_its_fingerprint() -> None:
    key = new_site_key()
    assert matches(key, fingerprint(key))
    assert not matches(key[:-1], fingerprint(key))
    assert not matches(key.upper(), fingerprint(key))
    assert not matches("ключ", fingerprint(key))
