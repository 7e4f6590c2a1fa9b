"""Words that join two requests in one sentence, and words that deny."""

from typing import ClassVar

from languages.topic import Topic


class Clauses(Topic):
    """Words as they are written, in any case."""

    file: ClassVar = "clauses.json"

    joining: tuple[str, ...]
    """Such as "and"."""
    after_joining: tuple[str, ...]
    """What may follow one of them, such as "then"."""
    joining_alone: tuple[str, ...]
    """What joins by itself, such as "also"; followed by nothing of the above."""
    negating: tuple[str, ...]
    """What denies the words that follow it, such as "not"."""
    contrasts: tuple[str, ...]
    """What begins the clause that says what is wanted instead, such as "but"."""
    restricting: tuple[str, ...]
    """Words before what is wanted instead that say nothing of what it is, such as "but" or "only"."""
    wishing: str
    """What makes a wish of what is wanted instead: "I would like" before "the service"."""
    denials: tuple[str, ...]
    """Patterns of a clause that says what is not wished, read in normalised text: "I do not want a test drive"."""
    ceasing: tuple[str, ...]
    """Words with which a denial gives something up instead: "I no longer need it"."""
    questions: tuple[str, ...]
    """Words that begin a question."""
    asking: tuple[str, ...]
    """Words that ask wherever they stand: people put them last, and leave out the question mark."""
    requesting: tuple[str, ...]
    """Words that make a request of a question, wherever they stand: "could you", "I would like"."""
