"""Numbers of the prompt service: what is read of a prompt, how sure a rule is, and what a token and an answer count."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from contracts.prompts import TaskKind

BEGINNING_CHARS: Final = 400
"""Characters of a prompt's beginning in which its task is looked for: what follows is mostly material."""
END_CHARS: Final = 160
"""The same of its end: people who paste a text first say last what to do with it."""
GIVEN_TEXT_WORDS: Final = 80
"""Words from which a prompt that asks a question holds the text that answers it: hardly anybody asks in so many."""
CONFIDENCE: Final[Mapping[str, float]] = MappingProxyType({"one": 0.80, "several": 0.75, "none": 0.37})
"""Probability that a kind is right whose words stand alone in a prompt, stand beside those of others, or where nothing
says what to do. Share right among Self-Instruct's seed tasks (`python -m evaluation.prompts`)."""
LONG_TASK_WORDS: Final = 60
"""Words from which a task is taken to have several parts. Chosen, not measured."""

CHARS_PER_TOKEN: Final = 3.5
"""Characters of English for a token (https://platform.claude.com/docs/en/about-claude/glossary, seen 2026-11).

Against the tokenizer of Claude 2, the last that was published (package `anthropic` 0.34.2), this counts 17 to 38 % too
many: English has 4.1 (word problems) to 4.8 (encyclopaedia) there. Newer tokenizers take more tokens, so that this
errs to the dear side."""
CHARS_PER_TOKEN_OTHER: Final = 2.6
"""The same of other languages in Latin letters: 3.0 to 3.4 with that tokenizer in German, French and Spanish, 0.72 of
English on the same sort of text."""
TOKENS_PER_CHAR: Final[Mapping[str, float]] = MappingProxyType(
    {"CYRILLIC": 0.65, "GREEK": 1.3, "CJK": 1.3, "HIRAGANA": 1.3, "KATAKANA": 1.3, "HANGUL": 1.3, "THAI": 2.1}
)
"""Tokens of a character of other scripts, by the first word of its name in Unicode: a sentence of each with that
tokenizer, a fifth added as for English. One sentence is little: these may be a third off."""
TOKENS_PER_CHAR_ELSE: Final = 1.3
"""The same of all other scripts; Arabic, Hebrew and Devanagari have 0.85 to 1.03 with that tokenizer."""
ESTIMATE_ERROR: Final = 0.35
"""How far an estimate of tokens may be off, as a share: the spread between texts of one language (a twentieth on either
side is 20 % off the mean) and the difference between tokenizers together."""

ANSWER_TOKENS: Final[Mapping[TaskKind, int]] = MappingProxyType(
    {
        "classification": 10,
        "extraction": 150,
        "summarising": 150,
        "text_question": 80,
        "open_question": 300,
        "reasoning": 150,
        "code": 500,
        "writing": 500,
        "rewriting": 200,
        "planning": 600,
        "conversation": 120,
    }
)
"""Tokens that an answer is taken to have, without steps. Assumed, not measured: who knows theirs should count with
that. A rewritten text is as long as its original, which may be more."""
