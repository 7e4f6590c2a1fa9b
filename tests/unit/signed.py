"""Access tokens as a user pool signs them, with real RSA keys of these tests' own."""

import json
import time
from functools import cache
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from contracts.staff import Skills, Staff
from gateway.signing_keys import SigningKeys
from gateway.staff_tokens import StaffDoor, UserPool

ISSUER: Final = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
CLIENT: Final = "3n4b5urk1ft4fl3mg5e62d9ado"
POOL: Final = UserPool(ISSUER, CLIENT)
ANNA: Final = Staff(
    staff_id="anna", name="Anna Keller", tenant="harbour", region="eu-west-1", skills=Skills(languages={"de": 5})
)


@cache
def private_key(key_id: str) -> RSAPrivateKey:
    """The key of this id, made once a process."""
    return generate_private_key(public_exponent=65537, key_size=2048)


def jwks(*key_ids: str) -> bytes:
    """What a pool with these keys publishes."""
    public = [jwt.algorithms.RSAAlgorithm.to_jwk(private_key(each).public_key(), as_dict=True) for each in key_ids]
    named = [{**key, "kid": each, "alg": "RS256", "use": "sig"} for key, each in zip(public, key_ids, strict=True)]
    return json.dumps({"keys": named}).encode()


def claims(**changed: Any) -> dict[str, Any]:
    """What an access token of Anna says; None leaves a claim out."""
    now = int(time.time())
    said = {
        "sub": "9f4465d8-0001",
        "iss": ISSUER,
        "client_id": CLIENT,
        "token_use": "access",
        "scope": "aws.cognito.signin.user.admin",
        "auth_time": now,
        "iat": now,
        "exp": now + 600,
        "jti": "c1",
        "username": "anna",
        "cognito:groups": ["agent"],
    }
    return {name: value for name, value in (said | changed).items() if value is not None}


def token(key_id: str = "first", **changed: Any) -> str:
    """An access token of Anna, with claims changed."""
    return signed(claims(**changed), key_id)


def signed(said: dict[str, Any], key_id: str = "first", **header: Any) -> str:
    """These claims, signed with a key."""
    return jwt.encode(said, private_key(key_id), algorithm="RS256", headers={"kid": key_id, **header})


def door(*staff: Staff, keys: SigningKeys | None = None) -> StaffDoor:
    """What says who holds a token, where these people are known."""
    known = {each.staff_id: each for each in staff}
    return StaffDoor(POOL, keys or SigningKeys(lambda: jwks("first")), known.get)
