"""What is answered where no rule of a script fits: by rules, without a model, and it says so itself."""

import json
import re
from collections.abc import Mapping
from typing import Final

from infra.bedrock.asked import Asked
from infra.bedrock.passages import passages_in, shared
from infra.bedrock.reply import Call, Reply, words
from infra.bedrock.schema_values import least

MARKS: Final[Mapping[str, str]] = {
    "en": "(scripted answer)",
    "de": "(Antwort nach Skript)",
    "es": "(respuesta de guion)",
    "fr": "(réponse de script)",
    "it": "(risposta da copione)",
}
"""How an answer says that no model wrote it, by language: another language in it would not pass as an answer."""
_LANGUAGE: Final = re.compile(r"""\blanguage=["'](\w\w)["']""")
"""As an element of the user's message names its language."""
NO_ANSWER: Final = "passages_do_not_answer"
"""The tool by which a model says that no passage answers."""


def default_reply(asked: Asked) -> Reply:
    """Return a call of the tool that must be called, else what a passage says, else that there is none."""
    if forced := forced_tool(asked):
        return Reply(calls=(Call(forced, json.dumps(least(asked.tools[forced], asked.question))),))
    if asked.output_schema is not None:
        return Reply(words(json.dumps(least(asked.output_schema, asked.question))))
    passages = next(filter(None, map(passages_in, asked.prompts)), [])
    if not passages:
        return Reply(words(f"{MARKS['en']} No passage came with this question."))
    best = max(passages, key=lambda passage: shared(passage, asked.question))
    if NO_ANSWER in asked.tools and not shared(best, asked.question):
        return Reply(calls=(Call(NO_ANSWER, json.dumps(least(asked.tools[NO_ANSWER], asked.question))),))
    cited = " ".join(f"{sentence} [{best.id}]" for sentence in best.beginning)
    return Reply(words(f"{MARKS.get(language_of(asked), MARKS['en'])} {cited}"))


def language_of(asked: Asked) -> str:
    """Return the language that the last message says it is in; "en" if it says none."""
    named = _LANGUAGE.findall(asked.said)
    return named[-1] if named else "en"


def forced_tool(asked: Asked) -> str:
    """Return the tool that must be called; the first one if any will do, "" if none must."""
    if "any" in asked.tool_choice:
        return next(iter(asked.tools), "")
    return str(asked.tool_choice.get("tool", {}).get("name", ""))
