"""Which language a turn is answered in."""

from languages.courtesies import courtesy_language
from languages.detect import detect_language, stands_on_displays
from languages.policy import ONE_WORD_SWITCH_CONFIDENCE
from languages.served import SERVED_LANGUAGES


def reply_language(text: str, so_far: str, *, opening: bool = False) -> tuple[str, str | None]:
    """Return the language to answer in, and that of the message if it is one that nobody answers in.

    `so_far` is what the conversation is in. In its `opening` message that is the page's language, not yet the
    customer's: a single word tells more, such as "ciao" or "Hilfe".
    """
    own = _of_one_word(text, so_far) if opening else None
    heard = own or detect_language(text, so_far).language
    if heard is None or heard in SERVED_LANGUAGES:
        return heard or so_far, None
    return so_far, heard


def _of_one_word(text: str, page: str) -> str | None:
    """The language of a greeting, or of a single word that one of ours alone has.

    "Batterie" on a German page is German: displays show it in both languages.
    """
    if own := courtesy_language(text):
        return own
    one = len(text.split()) == 1 and not stands_on_displays(text, page)
    guess = detect_language(text) if one else None
    sure = guess is not None and guess.confidence >= ONE_WORD_SWITCH_CONFIDENCE and guess.language in SERVED_LANGUAGES
    return guess.language if guess and sure else None
