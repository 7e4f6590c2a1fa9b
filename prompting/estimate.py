"""How many tokens a text has, and what asking with it costs. Estimates: no tokenizer of these models is published."""

import math
import re
import unicodedata
from functools import cache
from typing import Final

from languages.served import SERVED_LANGUAGES
from languages.topic import words_of
from languages.topics.function_words import FunctionWords
from models.catalogue.price import Price, Usage, cost_usd
from prompting.policy import CHARS_PER_TOKEN, CHARS_PER_TOKEN_OTHER, TOKENS_PER_CHAR, TOKENS_PER_CHAR_ELSE

ENGLISH: Final = "en"
_WORD: Final = re.compile(r"[^\W\d_]+")


def tokens(text: str, *, english: bool) -> int:
    """Return the tokens of a text, off by `ESTIMATE_ERROR` at worst as far as was seen. A longer text has no fewer."""
    latin = 1 / (CHARS_PER_TOKEN if english else CHARS_PER_TOKEN_OTHER)
    if text.isascii():
        return math.ceil(len(text) * latin)
    return math.ceil(sum(latin if char.isascii() else _of_char(char, latin) for char in text))


def is_english(text: str) -> bool:
    """Whether a text has more of English's function words than of any other language's; also if it has none."""
    words = _WORD.findall(text.lower())
    counts = {name: sum(word in _function_words(name) for word in words) for name in SERVED_LANGUAGES}
    return counts[ENGLISH] >= max(counts.values())


def price_of(price: Price, prompt_tokens: int, answer_tokens: float, calls: int = 1) -> float:
    """Return what calls of this size cost, US dollars."""
    usage = Usage(input_tokens=prompt_tokens, output_tokens=math.ceil(answer_tokens))
    return calls * cost_usd(price, usage)


def _of_char(char: str, latin: float) -> float:
    if not char.isalpha():
        return latin if unicodedata.category(char)[0] in "PZ" else TOKENS_PER_CHAR_ELSE
    script = unicodedata.name(char, "").partition(" ")[0]
    return latin if script == "LATIN" else TOKENS_PER_CHAR.get(script, TOKENS_PER_CHAR_ELSE)


@cache
def _function_words(language: str) -> frozenset[str]:
    return frozenset(words_of(FunctionWords, language).words)
