"""The second line of guards of this process."""

from guards.bedrock import guardrail_for
from guards.lines import AttackJudge
from handlers.environment import WritingEnvironment


def guardrail(environment: WritingEnvironment) -> AttackJudge | None:
    """Return Bedrock's guardrail, asked in this function's own region; None where none is named or offered."""
    return guardrail_for(environment.guardrail, environment.region)
