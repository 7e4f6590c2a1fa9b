"""Access tokens of staff: only what the pool signed for our client opens anything, and only until a sign-out."""

import base64
import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from contracts.errors import Unauthenticated, Unavailable
from contracts.staff import StaffMember
from gateway.policy import CLOCK_SKEW_SECONDS
from gateway.signing_keys import SigningKeys
from tests.unit.signed import ANNA, claims, door, jwks, private_key, signed, token

NOW = int(time.time())


def part(content: dict[str, Any] | bytes) -> str:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def with_public_key_as_secret() -> str:
    """The old trick: an HMAC under what everybody can read."""
    pem = (
        private_key("first")
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    import hashlib
    import hmac

    said = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': 'first'})}.{part(claims())}"
    return f"{said}.{part(hmac.new(pem, said.encode(), hashlib.sha256).digest())}"


def with_claims_changed() -> str:
    head, _, signature = token().split(".")
    return f"{head}.{part(claims(username='ada', **{'cognito:groups': ['admin']}))}.{signature}"


def test_a_token_of_the_pool_tells_who_holds_it() -> None:
    assert door(ANNA).member(token()) == StaffMember.taken_from(ANNA, role="agent")


@pytest.mark.parametrize("role", ["agent", "supervisor", "admin"])
def test_the_role_is_that_of_the_group(role: str) -> None:
    assert door(ANNA).member(signed(claims(**{"cognito:groups": [role]}))).role == role


FORGED = {
    "signed with a key of somebody else's": signed(claims(), "second", kid="first"),
    "signed with a key that the pool does not have": signed(claims(), "second"),
    "with claims changed": with_claims_changed(),
    "without a signature": f"{part({'alg': 'none', 'kid': 'first'})}.{part(claims())}.",
    "with a signature that is none": f"{part({'alg': 'none', 'kid': 'first'})}.{part(claims())}.{part(b'x')}",
    "with the public key as a secret": with_public_key_as_secret(),
    "with another algorithm of the same key": jwt.encode(
        claims(), private_key("first"), algorithm="PS256", headers={"kid": "first"}
    ),
    "without a key id": jwt.encode(claims(), private_key("first"), algorithm="RS256"),
    "with a key id that is no text": f"{part({'alg': 'RS256', 'kid': 7})}.{part(claims())}.{part(b'x')}",
    "with a key of its own in its header": signed(claims(), "second", jwk=json.loads(jwks("second"))["keys"][0]),
    "with a critical header": signed(claims(), crit=["exp"]),
    "no JSON": f"{part(b'{')}.{part(b'{')}.{part(b'x')}",
    "a list": f"{part(b'[]')}.{part(b'[]')}.{part(b'x')}",
    "cut off": token()[:-5],
    "nothing": "",
    "nonsense": "eyJ.eyJ.x",
}
ISSUED_FOR_ANOTHER_USE = {
    "by another pool": {"iss": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Another00"},
    "by nobody": {"iss": None},
    "for another client": {"client_id": "another"},
    "for no client": {"client_id": None},
    "for another client, ours being the audience": {"client_id": None, "aud": "3n4b5urk1ft4fl3mg5e62d9ado"},
    "as an id token": {"token_use": "id"},
    "as nothing": {"token_use": None},
    "to nobody": {"username": None},
    "to a number": {"username": 7},
    "without a time of signing in": {"auth_time": None},
    "with a time of signing in that is none": {"auth_time": "always"},
    "without an end": {"exp": None},
    "without a beginning": {"iat": None},
    "in the future": {"iat": NOW + 3600},
    "with an end that is none": {"exp": "never"},
    "without a group": {"cognito:groups": None},
    "with no group in its list": {"cognito:groups": []},
    "with two roles": {"cognito:groups": ["agent", "admin"]},
    "with a role and another group": {"cognito:groups": ["agent", "everybody"]},
    "with a role that there is not": {"cognito:groups": ["owner"]},
    "with a role in other letters": {"cognito:groups": ["Admin"]},
    "with groups that are one text": {"cognito:groups": "admin"},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=list(FORGED))
def test_a_forged_token_opens_nothing(forged: str) -> None:
    with pytest.raises(Unauthenticated) as caught:
        door(ANNA).member(forged)
    assert (forged or "eyJ") not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("changed", ISSUED_FOR_ANOTHER_USE.values(), ids=list(ISSUED_FOR_ANOTHER_USE))
def test_a_token_that_was_issued_for_anything_else_opens_nothing(changed: dict[str, Any]) -> None:
    with pytest.raises(Unauthenticated):
        door(ANNA).member(token(**changed))


def test_an_expired_token_opens_nothing_beyond_what_clocks_differ() -> None:
    assert door(ANNA).member(token(exp=int(time.time()) - 1)).staff_id == "anna"
    with pytest.raises(Unauthenticated, match="expired"):
        door(ANNA).member(token(exp=int(time.time()) - CLOCK_SKEW_SECONDS - 1))


def test_a_token_of_somebody_of_whom_nothing_is_stored_opens_nothing() -> None:
    with pytest.raises(Unauthenticated, match="not valid"):
        door().member(token())
    with pytest.raises(Unauthenticated, match="not valid"):
        door(ANNA).member(token(username="ANNA"))


@pytest.mark.parametrize(
    ("signed_in", "refreshed", "opens"),
    [
        (NOW - 60, NOW - 60, False),
        (NOW - 1, NOW - 1, False),
        (NOW, NOW, True),
        (NOW + 1, NOW + 1, True),
        (NOW - 60, NOW + 1, False),
    ],
    ids=["long before", "in the second before", "in the first second", "later", "before, and refreshed since"],
)
def test_a_sign_out_ends_every_sign_in_before_it_also_of_tokens_that_were_refreshed_since(
    signed_in: int,
    refreshed: int,
    opens: bool,  # noqa: FBT001
) -> None:
    asked = door(ANNA.changed(valid_from=NOW))
    given = token(auth_time=signed_in, iat=refreshed)
    if opens:
        assert asked.member(given).staff_id == "anna"
    else:
        with pytest.raises(Unauthenticated, match="signed out"):
            asked.member(given)


def test_while_the_keys_cannot_be_had_nobody_is_called_a_forger() -> None:
    def fetch() -> bytes:
        raise Unavailable("cognito", "TimeoutError")

    with pytest.raises(Unavailable, match="TimeoutError"):
        door(ANNA, keys=SigningKeys(fetch)).member(token())
