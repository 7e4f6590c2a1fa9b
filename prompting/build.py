"""The better prompt, put together from parts. What the caller sent is in it byte for byte, each text in an element.

    <task>Sort these: a < b</task>

Nothing of it is escaped or reworded. So the name of an element is one that does not occur in the text: `task-2` where
somebody writes `</task>`. No text can end its own element or begin another of ours.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, count
from typing import Final

from contracts.prompts import BuiltPrompt, EnhancePrompt, TaskKind
from prompting.choose import STEPS, Choice
from prompting.templates import Parts, parts

_TAG: Final = re.compile(r"<\s*/?\s*([\w-]+)")
"""What may be read as the beginning or end of an element."""


def build(asked: EnhancePrompt, kind: TaskKind, choice: Choice) -> BuiltPrompt:
    """Return the prompt to send."""
    names = _Names(_texts(asked))
    system = "\n".join(_instructions(asked, kind, choice, names, parts()))
    return BuiltPrompt(system=system, user="\n\n".join(_elements(asked, names)))


class _Names:
    """Names of elements that occur in no text of the caller."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._said = frozenset(_TAG.findall("\n".join(texts).lower()))

    def __getitem__(self, name: str) -> str:
        """Return the name, or the first of `name-2`, `name-3` and so on that nobody wrote."""
        tried = chain([name], (f"{name}-{number}" for number in count(2)))
        return next(one for one in tried if one not in self._said)


def _texts(asked: EnhancePrompt) -> Iterator[str]:
    yield asked.prompt
    yield asked.context or ""
    for example in asked.examples:
        yield example.input
        yield example.output
    yield _json(asked.output_schema)


def _instructions(asked: EnhancePrompt, kind: TaskKind, choice: Choice, names: _Names, said: Parts) -> Iterator[str]:
    if choice.has("role"):
        yield said.roles[kind]
    yield said.task.format(task=names["task"])
    if asked.context is not None:
        yield said.context.format(context=names["context"])
        if kind == "text_question":
            yield said.only_context.format(context=names["context"])
    if choice.has("few_shot"):
        yield said.examples.format(examples=names["examples"])
    yield said.kinds[kind]
    yield from (said.thinking[one.name] for one in choice.taken if one.name in said.thinking)
    if choice.has("structured_output"):
        with_steps = any(one.name in STEPS for one in choice.taken)
        yield (said.schema_last if with_steps else said.schema_).format(schema=names["output_schema"])
    if asked.language is not None:
        yield said.language.format(language=asked.language)


def _elements(asked: EnhancePrompt, names: _Names) -> Iterator[str]:
    """Material first and the task last: what is asked at the end of a long prompt is followed best."""
    if asked.context is not None:
        yield _element(names["context"], asked.context)
    if asked.examples:
        given, answered = names["input"], names["output"]
        shown = (f"{_element(given, one.input)}\n{_element(answered, one.output)}" for one in asked.examples)
        yield _element(names["examples"], "\n".join(shown))
    if asked.output_schema is not None:
        yield _element(names["output_schema"], _json(asked.output_schema))
    yield _element(names["task"], asked.prompt)


def _element(name: str, text: str) -> str:
    return f"<{name}>\n{text}\n</{name}>"


def _json(schema: object) -> str:
    return "" if schema is None else json.dumps(schema, ensure_ascii=False)
