"""Who is told what of a turn."""

from contracts.public import FullAnswer, PublicAnswer
from contracts.session import CallerScope
from conversations.answers import answer_for
from tests.unit import builders

ANSWER = builders.answer()
ASKED: tuple[CallerScope, ...] = ("findings",)


def test_the_scope_findings_and_nothing_less_shows_what_was_found() -> None:
    assert isinstance(answer_for(ASKED, ANSWER), FullAnswer)
    assert isinstance(answer_for((), ANSWER), PublicAnswer)
