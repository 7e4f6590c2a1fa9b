"""The tables as the use cases of a conversation see them; `connect_tables` says which tables these are."""

from typing import Final

from conversations.stores import Sessions, Turns
from store.sessions import change_session, existing_session, save_session
from store.turns import (
    add_answer,
    claim_turn,
    find_answer,
    find_message,
    release_turn,
    store_answer,
    was_answered_again,
    was_claimed,
)

SESSIONS: Final = Sessions(existing=existing_session, save=save_session, change=change_session)
TURNS: Final = Turns(
    was_claimed=was_claimed,
    claim=claim_turn,
    release=release_turn,
    find_message=find_message,
    find_answer=find_answer,
    store_answer=store_answer,
    add_answer=add_answer,
    was_answered_again=was_answered_again,
)
