"""Who of the staff calls, as this process finds out. Nothing is fetched before there is a token to check."""

from gateway.signing_keys import SigningKeys, keys_at
from gateway.staff_tokens import StaffDoor, UserPool
from handlers.environment import StaffTokensEnvironment
from store.staff import find_staff


def staff_door(environment: StaffTokensEnvironment) -> StaffDoor:
    """Return what says who holds an access token."""
    pool = UserPool(environment.staff_issuer, environment.staff_client)
    return StaffDoor(pool, SigningKeys(keys_at(environment.jwks_url)), find_staff)
