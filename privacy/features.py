"""What the tagger looks at for each token: the word and its form, its neighbours, and hints from the gazetteer."""

from collections.abc import Sequence
from functools import lru_cache

from privacy.gazetteer import Gazetteer, key_of
from privacy.tokens import Token
from privacy.words import WORDS


def features(tokens: Sequence[Token], gazetteer: Gazetteer) -> list[list[str]]:
    """One list of features for each token, as python-crfsuite takes them."""
    if not tokens:
        return []
    letters = [token.text for token in tokens if not token.by_rule and token.text.isalpha()]
    case = "l" if all(word.islower() for word in letters) else "u" if all(word.isupper() for word in letters) else "m"
    own = [_own(token.text, case, "" if token.by_rule else gazetteer.get(key_of(token.text), "")) for token in tokens]
    words = ["^^", "^", *(_word(token.text) for token in tokens), "$", "$$"]
    forms = ["^^", "^", *(_shape(token.text) for token in tokens), "$", "$$"]
    hints = ["", "", *(gazetteer.get(key_of(token.text), "") for token in tokens), "", ""]
    return [[*own[i], *_around(i + 2, words, forms, hints, tokens)] for i in range(len(tokens))]


@lru_cache(maxsize=20_000)
def _own(text: str, case: str, hint: str) -> tuple[str, ...]:
    """Features of the token itself."""
    word, shape = _word(text), _shape(text)
    found = ["b", f"w={word}", f"s={shape}|{case}", f"g={hint}", f"gs={hint}|{shape}|{case}"]
    if text.isalpha():
        found += [f"p3={word[:3]}", f"e2={word[-2:]}", f"e3={word[-3:]}", f"e4={word[-4:]}", f"l={min(len(word), 9)}"]
    if word in WORDS.street_words:
        found.append("street")
    if len(word) > 5 and word.endswith(WORDS.street_endings):
        found.append("street-ending")
    return tuple(found)


def _around(at: int, words: list[str], forms: list[str], hints: list[str], tokens: Sequence[Token]) -> tuple[str, ...]:
    """Features of the neighbours; `at` counts from two places before the first token."""
    token = tokens[at - 2]
    starts = "1" if at == 2 or token.breaks or words[at - 1] in ".!?" else "0"
    ends = "1" if at - 1 >= len(tokens) or tokens[at - 1].breaks else "0"
    return (
        f"-1={words[at - 1]}",
        f"+1={words[at + 1]}",
        f"-2={words[at - 2]}",
        f"+2={words[at + 2]}",
        f"-21={words[at - 2]}|{words[at - 1]}",
        f"+12={words[at + 1]}|{words[at + 2]}",
        f"-1s={forms[at - 1]}|{forms[at]}",
        f"+1s={forms[at]}|{forms[at + 1]}",
        f"+2s={forms[at]}|{forms[at + 1]}|{forms[at + 2]}",
        f"-2s={forms[at - 2]}|{forms[at - 1]}|{forms[at]}",
        f"-1w={words[at - 1]}|{forms[at]}|{hints[at]}",
        f"+1w={words[at + 1]}|{forms[at]}|{hints[at]}",
        f"-1g={hints[at - 1]}|{hints[at]}",
        f"+1g={hints[at]}|{hints[at + 1]}",
        f"start={starts}|{forms[at]}|{hints[at]}",
        f"end={ends}",
        f"line={int(token.breaks)}",
    )


@lru_cache(maxsize=20_000)
def _word(text: str) -> str:
    """The word in lower case; of numbers only how many digits."""
    return "0" * min(len(text), 7) if text.isdigit() else text.lower()


@lru_cache(maxsize=20_000)
def _shape(text: str) -> str:
    """The kinds of characters in order: `Xx` for Anna, `d5` for 80331, `da` for 12a, the sign itself for a sign."""
    if text.startswith("<") and len(text) > 1:
        return text
    if text.isdigit():
        return f"d{min(len(text), 7)}"
    if not text[0].isalnum():
        return text
    kinds: list[str] = []
    for char in text:
        kind = "d" if char.isdigit() else "X" if char.isupper() else "x"
        if not kinds or kinds[-1] != kind:
            kinds.append(kind)
    return "".join(kinds[:4]) + ("1" if len(text) == 1 else "")
