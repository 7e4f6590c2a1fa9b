"""Which language a turn is answered in."""

from languages.detect import detect_language
from languages.served import SERVED_LANGUAGES


def reply_language(text: str, so_far: str) -> tuple[str, str | None]:
    """Return the language to answer in, and that of the message if it is one that nobody answers in.

    `so_far` is what the conversation is in.
    """
    heard = detect_language(text, so_far).language
    if heard is None or heard in SERVED_LANGUAGES:
        return heard or so_far, None
    return so_far, heard
