"""Who is told what of a turn. Pure."""

from collections.abc import Collection

from contracts.public import FullAnswer, PublicAnswer
from contracts.session import CallerScope
from contracts.turn import TurnAnswer


def answer_for(scopes: Collection[CallerScope], answer: TurnAnswer) -> PublicAnswer | FullAnswer:
    """Return what a caller with these scopes gets of a stored answer."""
    return FullAnswer.of(answer) if "findings" in scopes else PublicAnswer.of(answer)
