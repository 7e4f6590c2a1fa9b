"""Those who follow conversations live, as this process reaches them."""

from collections.abc import Callable
from functools import cache

from contracts.turn import TurnRequest
from conversations.stores import Followers
from handlers.environment import LiveEnvironment
from live.line import Line, Outcome
from live.post import Poster
from live.room import Room
from store.connections import find_connections, forget_connection
from store.positions import last_position, position_of, position_of_reply
from store.sessions import existing_session
from store.turns import Claim, find_answer


def line(environment: LiveEnvironment) -> Line | None:
    """Return the way to all live connections; None where there is no live channel."""
    return existing_line(environment) if environment.live_url else None


@cache
def existing_line(environment: LiveEnvironment) -> Line:
    """Return the way to all live connections of the channel that there is."""
    return line_through(Poster(environment.live_url, environment.region).post)


def line_through(post: Callable[[str, bytes], Outcome]) -> Line:
    """Return the way to live connections through which frames are posted, with what the tables know."""
    return Line(
        connections=find_connections,
        post=post,
        forget=forget_connection,
        last_position=last_position,
        position_of=position_of,
        position_of_reply=position_of_reply,
        answer=find_answer,
        session=existing_session,
    )


def followers(room: Room, request: TurnRequest, asker: str | None = None) -> Followers:
    """Return those in a room, as a turn tells them.

    Of a turn that another try answers that one tells. Only the connection `asker`, which sent it again, is told what is
    stored of it by now: it may have come after that was told.
    """

    def accepted(claim: Claim) -> bool:
        if claim.mine:
            return room.accepted(claim.turn_id, claim.seq, request)
        if asker:
            room.again(claim.turn_id, request, asker)
        return False

    return Followers(accepted=accepted, step=room.step, answered=room.replied)
