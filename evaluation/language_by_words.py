"""How often the language is right, by number of words: `python -m evaluation.language_by_words`.

Reads the held-out tweets of `DIR/sentiment` (`--data DIR`), and any file of JSON Lines with a `text` that is named with
its language (`--texts it=FILE`). Each text is cut to a run of its words, the same one every time. Tweets hold names, a
few other languages and wrong labels: all right is out of reach.
"""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

from contracts.command_line import parser_of
from languages.detect import detect_language
from languages.served import SERVED_LANGUAGES
from languages.telling_words import telling_words
from training.tweets import FOLDERS, read_texts

WORDS: Final = (1, 2, 3, 5, 8)

Pairs = list[tuple[str, str]]


def read_tweets(tweets: Path) -> Pairs:
    """Return the held-out tweets in our four languages, with their language."""
    return [(text, language) for language, folder in FOLDERS.items() for text in read_texts(tweets / folder, "val")]


def read_named(named: str) -> Pairs:
    """(text, language) of `LANGUAGE=FILE`."""
    language, path = named.split("=", 1)
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [(json.loads(line)["text"], language) for line in lines]


def runs(pairs: Pairs, length: int) -> Pairs:
    """One run of so many telling words from each text that has them, as it was written."""
    chance, found = random.Random(length), Pairs()  # noqa: S311 - sentences, no secrets
    for text, language in pairs:
        words = [word for word in text.split() if telling_words(word)]
        if len(words) >= length:
            start = chance.randrange(len(words) - length + 1)
            found.append((" ".join(words[start : start + length]), language))
    return found


def right(text: str, language: str, known: str | None) -> bool:
    """A language that we serve has to be named; of any other it is enough that it is none of them."""
    guess = detect_language(text, known).language
    return guess == language if language in SERVED_LANGUAGES else guess is not None and guess not in SERVED_LANGUAGES


def share(pairs: Pairs, known: Callable[[str], str | None]) -> float:
    """Percentage of messages that are right, given what the conversation was in so far."""
    return 100 * sum(right(text, language, known(language)) for text, language in pairs) / max(len(pairs), 1)


def another(language: str) -> str:
    """A language that we serve and the message is not in."""
    return (
        SERVED_LANGUAGES[(SERVED_LANGUAGES.index(language) + 1) % len(SERVED_LANGUAGES)]
        if language in SERVED_LANGUAGES
        else SERVED_LANGUAGES[0]
    )


def report(name: str, pairs: Pairs) -> None:
    """One line for each number of words."""
    for length in WORDS:
        cut = runs(pairs, length)
        figures = [share(cut, known) for known in (lambda _: None, lambda language: language, another)]
        print(f"{name:8} {length:5} {len(cut):8}  " + "  ".join(f"{figure:12.1f}" for figure in figures))


def main() -> None:
    """Print the table."""
    parser = parser_of("evaluation.language_by_words", __doc__)
    parser.add_argument("--data", type=Path, help="folder that holds sentiment/, with the tweets")
    parser.add_argument("--texts", action="append", default=[], metavar="LANGUAGE=FILE")
    options = parser.parse_args()
    print("texts    words messages  first message  same language  another before: percentage right")
    if options.data:
        report("tweets", read_tweets(options.data / "sentiment"))
    for named in options.texts:
        report(named.split("=", 1)[0], read_named(named))


if __name__ == "__main__":
    main()
