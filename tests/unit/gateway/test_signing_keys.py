"""The pool's public keys: fetched once, again when they change, and never as often as somebody makes up key ids."""

from pathlib import Path

import pytest

from contracts.errors import Unauthenticated, Unavailable
from gateway.policy import KEYS_KEPT_SECONDS, KEYS_PAUSE_SECONDS
from gateway.signing_keys import SigningKeys, keys_at
from tests.unit.signed import jwks


class Pool:
    """What a pool publishes, and a clock that stands still unless it is set."""

    def __init__(self, *key_ids: str) -> None:
        self.published: bytes | Unavailable = jwks(*key_ids)
        self.asked = 0
        self.now = 1000.0
        self.keys = SigningKeys(self.fetch, lambda: self.now)

    def fetch(self) -> bytes:
        """Give what is published, and count."""
        self.asked += 1
        if isinstance(self.published, Unavailable):
            raise self.published
        return self.published

    def refuses(self, key_id: str) -> bool:
        """Whether no token with this key id opens anything."""
        try:
            self.keys.key(key_id)
        except Unauthenticated:
            return True
        return False


def test_keys_are_fetched_at_the_first_token_and_then_kept() -> None:
    pool = Pool("first", "second")
    assert pool.asked == 0
    assert [pool.keys.key(each).key_id for each in ("first", "second", "first")] == ["first", "second", "first"]
    assert pool.asked == 1


def test_a_new_key_is_found_and_an_old_one_that_was_withdrawn_is_not() -> None:
    pool = Pool("first")
    pool.keys.key("first")
    pool.published, pool.now = jwks("second"), pool.now + KEYS_PAUSE_SECONDS
    assert pool.keys.key("second").key_id == "second"
    assert pool.refuses("first")


def test_a_key_that_is_withdrawn_opens_nothing_once_keys_are_asked_for_again() -> None:
    pool = Pool("first")
    pool.keys.key("first")
    pool.published, pool.now = jwks("second"), pool.now + KEYS_KEPT_SECONDS - 1
    assert not pool.refuses("first")
    pool.now += 1
    assert pool.refuses("first")


def test_made_up_key_ids_make_one_request_in_each_pause() -> None:
    pool = Pool("first")
    assert all(pool.refuses(f"made up {number}") for number in range(100))
    assert pool.asked == 1
    pool.now += KEYS_PAUSE_SECONDS
    assert all(pool.refuses(f"made up {number}") for number in range(100))
    assert pool.asked == 2
    assert not pool.refuses("first")


@pytest.mark.parametrize("published", [Unavailable("cognito", "URLError"), b"<html>", b"[]", b"{}", b'{"keys": [{}]}'])
def test_while_the_keys_cannot_be_had_that_is_said_and_asked_again_after_a_pause(
    published: bytes | Unavailable,
) -> None:
    pool = Pool("first")
    good, pool.published = pool.published, published
    for _ in range(3):
        with pytest.raises(Unavailable):
            pool.keys.key("first")
    assert pool.asked == 1
    pool.published, pool.now = good, pool.now + KEYS_PAUSE_SECONDS
    assert pool.keys.key("first").key_id == "first"


def test_a_key_that_is_known_serves_while_the_pool_does_not_answer() -> None:
    pool = Pool("first")
    pool.keys.key("first")
    pool.published, pool.now = Unavailable("cognito", "URLError"), pool.now + KEYS_KEPT_SECONDS
    assert pool.keys.key("first").key_id == "first"
    with pytest.raises(Unavailable):
        pool.keys.key("made up")
    assert pool.asked == 2


def test_keys_are_read_from_their_address_and_an_address_where_nothing_is_is_unavailable(tmp_path: Path) -> None:
    published = tmp_path / "jwks.json"
    published.write_bytes(jwks("first"))
    assert SigningKeys(keys_at(published.as_uri())).key("first").key_id == "first"
    with pytest.raises(Unavailable, match="cognito did not answer: URLError"):
        keys_at((tmp_path / "nowhere.json").as_uri())()
