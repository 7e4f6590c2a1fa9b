"""What documents say: an invented handbook (synthetic, ours), and the passages of XQuAD (real, in DIR/retrieval)."""

import json
from pathlib import Path
from typing import Final

HANDBOOK: Final = Path(__file__).parents[1] / "judge" / "handbook"
LANGUAGES: Final = ("en", "de", "es")
"""Of XQuAD."""
WINDOW_WORDS: Final = 40
"""Words that are learned together of a long text: of a jailbreak a single sentence may be as harmless as any."""


def handbook_pages() -> list[str]:
    """Return the pages of the invented handbook. The demo's pages are kept for measuring."""
    return [page.read_text(encoding="utf-8") for page in sorted(HANDBOOK.rglob("*.md"))]


def articles(collections: Path) -> list[str]:
    """Return the passages of XQuAD: every other one is learned, the rest is for measuring."""
    files = [(collections / language / "corpus.jsonl").read_text(encoding="utf-8") for language in LANGUAGES]
    return [json.loads(line)["text"] for file in files for line in file.splitlines()]


def windows(text: str) -> list[str]:
    """Return a text in windows of words, each beginning in the middle of the one before."""
    said, half = text.split(), WINDOW_WORDS // 2
    starts = range(0, max(1, len(said) - half), half)
    return [" ".join(said[start : start + WINDOW_WORDS]) for start in starts]
