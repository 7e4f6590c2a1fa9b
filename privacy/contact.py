"""E-mail addresses, written and spoken, links, and IP addresses."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final

from privacy.cues import Cue, cued
from privacy.spans import PiiType, Span
from privacy.words import WORDS

WORD: Final = r"[^\W_]"
DOT: Final = f"(?:{WORDS.dot})"
EMAIL: Final = re.compile(
    rf"(?<![\w.+-]){WORD}[\w.+\-]{{0,63}}(?:\s?@\s?|\s?[(\[]\s?(?:{WORDS.at})\s?[)\]]\s?)"
    rf"{WORD}[\w\-]{{0,62}}(?:(?:\.|\s?[(\[]{DOT}[)\]]\s?)[\w\-]{{1,62}}){{1,5}}",
    re.IGNORECASE,
)
LINK: Final = rf"(?:{DOT}|{WORDS.dash}|_|-|\.)"
SPOKEN_EMAIL: Final = re.compile(
    rf"(?<!\w){WORD}{{1,30}}(?:\s{LINK}\s{WORD}{{1,30}}){{0,4}}\s(?:{WORDS.at}|@)\s"
    rf"{WORD}{{1,30}}(?:\s{LINK}\s{WORD}{{1,30}}){{0,3}}\s?(?:{DOT}\s|\.)"
    r"(?:com|net|org|info|eu|uk|co uk|de|at|ch|fr|es|it|nl|be|pl|io|me|example)(?!\w)",
    re.IGNORECASE,
)
URL: Final = re.compile(r"(?<!\w)(?:https?://|www\.)[^\s<>\"'\[\](){}]{2,400}", re.IGNORECASE)
IPV4: Final = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
IPV6: Final = re.compile(r"(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])", re.IGNORECASE)


def contacts(text: str) -> Iterator[Span]:
    """Every e-mail address, link and IP address."""
    if "@" in text or "(" in text or "[" in text:
        yield from _spans(EMAIL, text, PiiType.EMAIL)
    yield from _spans(SPOKEN_EMAIL, text, PiiType.EMAIL)
    for match in URL.finditer(text):
        yield Span(start=match.start(), end=match.start() + len(match.group().rstrip(".,;:!?")), type=PiiType.URL)
    yield from addresses_of_devices(text)


def addresses_of_devices(text: str) -> Iterator[Span]:
    """IP addresses of both versions; four numbers after a word such as "version" are a version."""
    for pattern in (IPV4, IPV6):
        for match in pattern.finditer(text):
            if _is_ip(match.group()) and not cued(Cue.VERSION, text, match.start(), match.start()):
                yield Span(start=match.start(), end=match.end(), type=PiiType.IP)


def _is_ip(candidate: str) -> bool:
    try:
        ip_address(candidate)
    except ValueError:
        return False
    return len(candidate) > len("::1")


def _spans(pattern: re.Pattern[str], text: str, kind: PiiType) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield Span(start=match.start(), end=match.end(), type=kind)
