"""The live connections of staff, as this process reaches them."""

from functools import cache

from handlers.environment import LiveEnvironment
from live.cockpits import Cockpits
from live.post import Poster
from store.cockpits import cockpits_at, forget_cockpit, staff_following


def cockpits(environment: LiveEnvironment) -> Cockpits | None:
    """Return the way to all cockpits; None where there is no live channel."""
    return existing_cockpits(environment) if environment.live_url else None


@cache
def existing_cockpits(environment: LiveEnvironment) -> Cockpits:
    """Return the way to all cockpits of the channel that there is."""
    post = Poster(environment.live_url, environment.region).post
    return Cockpits(at=cockpits_at, following=staff_following, forget=forget_cockpit, post=post)
