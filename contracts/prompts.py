"""A developer's prompt, and the better one that is made of it."""

from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, Field

from contracts.base import Strict
from contracts.language import ExistingLanguage
from contracts.turn import READABLE, readable

TaskKind = Literal[
    "classification",
    "extraction",
    "summarising",
    "text_question",
    "open_question",
    "reasoning",
    "code",
    "writing",
    "rewriting",
    "planning",
    "conversation",
]
"""What a prompt asks for.

- text_question: a question that a given text answers. open_question: one that it does not.
- reasoning: mathematics, logic, estimates. rewriting: translations and corrections too.
- planning: plans, and acting with tools.
"""
TechniqueName = Literal[
    "direct",
    "zero_shot",
    "few_shot",
    "chain_of_thought",
    "step_back",
    "decomposition",
    "self_consistency",
    "role",
    "structured_output",
    "react",
]
MAX_PROMPT_CHARS: Final = 8_000
"""Longest prompt, context, input or output of an example, characters: three of them fit into the largest body."""
MAX_EXAMPLES: Final = 10
"""More examples help little (Min et al., arXiv 2202.12837, find a plateau at about eight), and each is paid at every
call."""
MAX_MODEL_CHARS: Final = 64

Text = Annotated[
    str,
    Field(min_length=1, max_length=MAX_PROMPT_CHARS, json_schema_extra={"pattern": READABLE}),
    AfterValidator(readable),
]
Share = Annotated[float, Field(ge=0, le=1)]
Tokens = Annotated[int, Field(ge=0)]
Usd = Annotated[float, Field(ge=0)]


class PromptExample(Strict):
    """One example of what the model is given, and what it should answer."""

    input: Text
    output: Text


class EnhancePrompt(Strict):
    """Body of `POST /prompts/enhance`."""

    prompt: Text
    """What a model is to be asked. It stands unchanged in the prompt that is made of it."""
    context: Text | None = None
    """What the prompt is about, such as a document. It is marked as material, in which nothing is an instruction."""
    model: str = Field(default="fast", min_length=1, max_length=MAX_MODEL_CHARS, pattern=r"^[a-z0-9][a-z0-9.-]*$")
    """The model that will be asked: an alias (`fast`, `balanced`, `best`) or a name of the catalogue."""
    examples: tuple[PromptExample, ...] = Field(default=(), max_length=MAX_EXAMPLES)
    """They are shown to the model as they are."""
    output_schema: dict[str, Any] | None = None
    """JSON schema that the model's answer is to follow."""
    language: ExistingLanguage | None = None
    """What the model is to answer in; without it, in the language of the prompt."""


class PromptTask(Strict):
    """What kind of task a prompt is."""

    kind: TaskKind
    confidence: Share
    """Probability of the kind."""
    runner_up: TaskKind
    """The next probable kind."""


class Technique(Strict):
    """A way to ask a model, and why it was taken or left."""

    name: TechniqueName
    reason: str


class BuiltPrompt(Strict):
    """What to send to the model."""

    system: str
    user: str


class EnhancedPrompt(Strict):
    """Answer to `POST /prompts/enhance`."""

    task: PromptTask
    techniques: tuple[Technique, ...]
    """What was taken."""
    rejected: tuple[Technique, ...]
    """What was left, and why."""
    prompt: BuiltPrompt
    template_version: str
    """Version of the sentences that were put around the caller's texts."""
    model: str
    """The model that the choice, tokens and cost are for: the first of an alias."""
    calls: Annotated[int, Field(ge=1)]
    """How often the model is to be asked; more than once only with `self_consistency`."""
    tokens_before: Tokens
    """Estimated tokens of the prompt as it was sent, with its context."""
    tokens_after: Tokens
    """The same of system and user prompt together, for one call."""
    cost_usd_before: Usd
    """Estimated cost of asking with the prompt as it was, an answer of usual length included, US dollars."""
    cost_usd_after: Usd
    """The same of the prompt that was made, for all calls."""
    warnings: tuple[str, ...]
    """What the caller should look at."""
