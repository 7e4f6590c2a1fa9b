"""From a request to the answer: classify, choose, build, estimate."""

from collections.abc import Iterator

from contracts.prompts import EnhancedPrompt, EnhancePrompt, PromptTask
from prompting.build import build
from prompting.choose import Choice, Facts, choose
from prompting.classify import classify, names_tools
from prompting.estimate import is_english, price_of, tokens
from prompting.policy import ANSWER_TOKENS, CONFIDENCE
from prompting.target import Target, target_of
from prompting.templates import parts


def enhance(asked: EnhancePrompt, region: str) -> EnhancedPrompt:
    """Return the better prompt. `region` says whose prices count. Raises `InvalidInput` for a model nobody knows."""
    target = target_of(asked.model, region)
    task = classify(asked.prompt, with_context=asked.context is not None)
    choice = choose(_facts(asked, task, target))
    built = build(asked, task.kind, choice)
    english = is_english(asked.prompt)
    before = tokens(asked.prompt + (asked.context or ""), english=english)
    after = tokens(built.system, english=True) + tokens(built.user, english=english)
    answer, price = ANSWER_TOKENS[task.kind], target.offer.price
    return EnhancedPrompt(
        task=task,
        techniques=choice.taken,
        rejected=choice.left,
        prompt=built,
        template_version=parts().version,
        model=target.model.name,
        calls=choice.calls,
        tokens_before=before,
        tokens_after=after,
        cost_usd_before=price_of(price, before, answer),
        cost_usd_after=price_of(price, after, answer * choice.answer_factor, choice.calls),
        warnings=(*_warnings(asked, task, choice), *_warnings_of_model(target, choice, after)),
    )


def _facts(asked: EnhancePrompt, task: PromptTask, target: Target) -> Facts:
    return Facts(
        kind=task.kind,
        words=len(asked.prompt.split()),
        model=target.model.name,
        thinks=target.thinks,
        thorough=target.thorough,
        examples=bool(asked.examples),
        schema=asked.output_schema is not None,
        tools=names_tools(asked.prompt),
    )


def _warnings(asked: EnhancePrompt, task: PromptTask, choice: Choice) -> Iterator[str]:
    """What to look at, whatever the model."""
    if task.confidence <= CONFIDENCE["none"]:
        yield f"nothing in the prompt says what to do: it was taken for {task.kind}"
    if task.kind == "text_question" and asked.context is None:
        yield "send the text that the question is about as `context`: there it is told apart from instructions"
    if choice.has("self_consistency"):
        yield f"ask {choice.calls} times with this prompt, and take the answer that comes most often"


def _warnings_of_model(target: Target, choice: Choice, after: int) -> Iterator[str]:
    model = target.model
    if choice.has("structured_output") and "structured_output" in model.abilities:
        yield f"{model.name} can be held to a schema by the service itself: send it as structured output, too"
    if choice.has("react") and "tools" not in model.abilities:
        yield f"{model.name} cannot call tools"
    if after > model.context_tokens:
        yield f"the prompt is longer than {model.name} can read"
    if not target.offered:
        yield f"{model.name} cannot be called from this region: the price is that of another"
    if not target.offer.confirmed:
        yield f"the price of {model.name} is not confirmed"
