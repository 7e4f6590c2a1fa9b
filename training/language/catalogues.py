"""Sentences in other languages: the translations of programs (gettext), as they lie on every Debian system.

Training only. The translations stay where they are, under the licence of their programs.
"""

import gettext
import random
import re
from pathlib import Path
from typing import Final

PROGRAMS: Final = (
    "PackageKit",
    "appstream",
    "bash",
    "diffutils",
    "dpkg",
    "findutils",
    "gettext-tools",
    "git",
    "glib20",
    "gnupg2",
    "gsettings-desktop-schemas",
    "gtk30-properties",
    "postgres-15",
)
"""All others are left for evaluation."""
READ_AS: Final = {"en": ("it",), "no": ("nb",), "pt": ("pt", "pt_BR")}
"""Where one language has two translations."""
SENTENCES: Final = 2_500
"""Most for each translation."""
SEED: Final = 5
_CODE: Final = re.compile(r"--|[/=<>|\\\[$]|_[A-Z]|\.[a-z]{2,4}\b")
_GAP: Final = re.compile(r"%[\d$.*]*[-+ #0]*[a-zA-Z]+|%\([^)]*\)\w|['‘“”\"«»„`()]+")
_SHORTCUT: Final = re.compile(r"[_&](?=\w)")
_LETTER: Final = re.compile(r"[^\W\d_]")


def translations(folder: Path, language: str, programs: tuple[str, ...] = PROGRAMS) -> list[tuple[str, str]]:
    """(sentence, language) of up to `SENTENCES` messages for each translation, the same ones every time.

    English is what was translated: the originals, read from the Italian catalogues.
    """
    found = []
    for translation in READ_AS.get(language, (language,)):
        paths = (folder / translation / "LC_MESSAGES" / f"{program}.mo" for program in programs)
        rows = [row for path in paths if path.exists() for row in _messages(path)]
        wanted = [clean for row in rows if (clean := _sentence(*row, original_wanted=language == "en"))]
        found += random.Random(SEED).sample(wanted, min(SENTENCES, len(wanted)))  # noqa: S311 - sentences, no secrets
    return [(sentence, language) for sentence in found]


def _messages(path: Path) -> list[tuple[str, str]]:
    """(original, translated) of one catalogue, none of one whose header is not in its own encoding."""
    try:
        with path.open("rb") as file:
            rows = gettext.GNUTranslations(file)._catalog.items()  # type: ignore[attr-defined]  # it lists itself nowhere
    except UnicodeDecodeError:
        return []
    return sorted((key, text) for key, text in rows if isinstance(key, str) and isinstance(text, str) and key)


def _sentence(original: str, translated: str, *, original_wanted: bool = False) -> str | None:
    """The running text of a message; None if it is code, a word or two, or left mostly untranslated."""
    text = (original if original_wanted else translated).split("\n\n", 1)[0]
    if translated == original or _CODE.search(text):
        return None
    words = [word for word in _GAP.sub(" ", _SHORTCUT.sub("", text)).split() if _LETTER.search(word)]
    kept = 0 if original_wanted else sum(word in original.split() for word in words)
    return " ".join(words) if len(words) > 2 and kept <= len(words) / 3 else None
