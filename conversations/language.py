"""Which language a turn is answered in."""

from languages.courtesies import courtesy_language
from languages.detect import detect_language, stands_on_displays
from languages.policy import DEFAULT_LANGUAGE, ONE_WORD_SWITCH_CONFIDENCE, OPENING_CONFIDENCE
from languages.served import SERVED_LANGUAGES
from languages.telling_words import telling_words


def reply_language(text: str, so_far: str, *, opening: bool = False) -> tuple[str, str | None]:
    """Return the language to answer in, and that of the message if it is one that nobody answers in.

    `so_far` is what the conversation is in. In its `opening` message that is the page's language, not yet the
    customer's: a word or two tell more, such as "ciao" or "presión neumáticos".
    """
    own = _of_its_own(text, so_far) if opening else None
    heard = own or detect_language(text, so_far).language
    if heard is None or heard in SERVED_LANGUAGES:
        return heard or so_far, None
    return so_far, heard


def _of_its_own(text: str, page: str) -> str | None:
    """The language of a greeting, or of words that are surely of one of ours, whatever page they are written on.

    "Batterie" on a German page is German, and "battery low" none the less: displays speak English everywhere.
    """
    if own := courtesy_language(text):
        return own
    guess = detect_language(text)
    least = ONE_WORD_SWITCH_CONFIDENCE if len(telling_words(text)) == 1 else OPENING_CONFIDENCE
    if guess.language not in SERVED_LANGUAGES or guess.confidence < least:
        return None
    return None if any(stands_on_displays(text, name) for name in (page, DEFAULT_LANGUAGE)) else guess.language
