"""Every language serves every key of every topic."""

import importlib
import json
import pkgutil
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import languages
from contracts.errors import ConfigurationError
from languages import topic
from languages.phrases import Phrases
from languages.policy import DEFAULT_LANGUAGE
from languages.served import FOLDER, SERVED_LANGUAGES, served
from languages.topic import Topic, merged, words_of, words_of_all
from languages.topics.clauses import Clauses
from languages.topics.dates import Dates

for module in pkgutil.walk_packages(languages.__path__, "languages."):
    importlib.import_module(module.name)
TOPICS = sorted(Topic.__subclasses__(), key=lambda topic: topic.file)
EVERYWHERE = pytest.mark.parametrize("language", SERVED_LANGUAGES)
EACH = pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.file)
SAME_KEYS = {"phrases.json", "vehicles.json", "personal_data.json", "warning_lights.json"}
"""Files whose inner keys are ours and not the language's words."""


def content(language: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / language / name).read_text(encoding="utf-8"))
    return found


def texts(node: Any) -> Iterator[str]:
    """All strings of a file, keys too."""
    if isinstance(node, str):
        yield node
    for part in node if isinstance(node, list) else [*node, *node.values()] if isinstance(node, dict) else []:
        yield from texts(part)


def keys(node: Any) -> set[tuple[str, ...]]:
    """The path of every key."""
    inner = node.items() if isinstance(node, dict) else []
    return {(key, *path) for key, part in inner for path in keys(part) | {()}}


def test_a_language_is_served_when_it_has_a_folder() -> None:
    assert set(SERVED_LANGUAGES) == {path.name for path in FOLDER.iterdir() if len(path.name) == 2}
    assert {"en", "de", "fr", "es", "it"} <= set(SERVED_LANGUAGES)
    assert SERVED_LANGUAGES[0] == DEFAULT_LANGUAGE


def test_a_language_that_is_not_served_is_read_as_english() -> None:
    assert [served(language) for language in ("de-AT", "FR", "it", "pt", "")] == ["de", "fr", "it", "en", "en"]


@EVERYWHERE
def test_a_language_has_one_file_for_each_topic_and_no_other(language: str) -> None:
    assert sorted(path.name for path in (FOLDER / language).iterdir()) == [topic.file for topic in TOPICS]


@EVERYWHERE
@EACH
def test_a_language_serves_every_key_of_a_topic(topic: type[Topic], language: str) -> None:
    assert set(content(language, topic.file)) == set(topic.model_fields)
    assert words_of(topic, language) is words_of(topic, language)


@EVERYWHERE
@pytest.mark.parametrize("name", sorted(SAME_KEYS))
def test_a_language_serves_every_key_that_english_serves(name: str, language: str) -> None:
    inner = keys(content(language, name))
    assert inner == keys(content("en", name))


@EVERYWHERE
@EACH
def test_no_word_is_empty_or_has_blanks_around_it_by_mistake(topic: type[Topic], language: str) -> None:
    found = list(texts(content(language, topic.file)))
    assert found
    assert not [text for text in found if not text.strip() or "  " in text or "\n" in text]


@EVERYWHERE
@EACH
def test_no_list_says_a_word_twice(topic: type[Topic], language: str) -> None:
    lists = [part for part in content(language, topic.file).values() if isinstance(part, list)]
    repeated = [text for part in lists for text, times in Counter(map(str, part)).items() if times > 1]
    assert not repeated


@EVERYWHERE
def test_a_phrase_has_the_placeholders_of_the_english_one(language: str) -> None:
    def gaps(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    english, other = content("en", "phrases.json"), content(language, "phrases.json")
    for each in (english, other):
        assert gaps(each["texts"].pop("recall_named")) in ({"number"}, {"number", "parts"})
    for table in ("texts", "danger", "queues", "intents", "languages"):
        assert {key: gaps(text) for key, text in other[table].items()} == {
            key: gaps(text) for key, text in english[table].items()
        }


@EVERYWHERE
@pytest.mark.parametrize("topic", [each for each in TOPICS if each is not Phrases], ids=lambda topic: topic.file)
def test_every_pattern_compiles(topic: type[Topic], language: str) -> None:
    for text in texts(content(language, topic.file)):
        re.compile(re.sub(r"\{[a-z_]+\}", "x", re.sub(r"\?P<\w+>", "", text)))


@EVERYWHERE
def test_patterns_over_normalised_text_have_no_accents(language: str) -> None:
    with_accents = {"past", "ahead"}
    calendar = {key: part for key, part in content(language, "dates.json").items() if key not in with_accents}
    made_for_searching = {"question", "said", "names"}
    lights = {
        key: part for key, part in content(language, "warning_lights.json").items() if key not in made_for_searching
    }
    normalised = [calendar, lights, *(content(language, f"{name}.json") for name in ("times", "places"))]
    normalised += [content(language, f"{name}.json") for name in ("mileages", "booking_numbers", "vehicles", "tasks")]
    found = {char for node in normalised for text in texts(node) for char in text if not char.isascii()}
    assert found <= {"°", "º", "’"}


@EVERYWHERE
def test_weeks_and_years_are_whole(language: str) -> None:
    calendar = words_of(Dates, language)
    assert set(calendar.months.values()) == set(range(1, 13))
    assert set(calendar.weekdays.values()) == set(range(7))
    assert {1, 7, 30} <= set(calendar.units.values())


def test_words_of_all_languages_are_merged_in_their_order() -> None:
    assert [words.joining[0] for words in words_of_all(Clauses)][:2] == ["and", "und"]
    assert merged([("a", "b"), ("b", "c")]) == ("a", "b", "c")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "languages/xx/clauses.json cannot be read"),
        ('{"joining": ["and"]', "not as languages/topics says"),
        ('{"joining": ["and"], "after_joining": []}', "at joining_alone"),
        ('{"joining": ["and"], "after_joining": [], "joining_alone": [], "more": []}', "at more"),
        ('{"joining": "and", "after_joining": [], "joining_alone": []}', "at joining"),
    ],
)
def test_a_file_that_is_missing_or_wrong_is_named_with_what_is_wrong(
    text: str | None, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topic, "FOLDER", tmp_path)
    if text is not None:
        (tmp_path / "xx").mkdir()
        (tmp_path / "xx" / "clauses.json").write_text(text, encoding="utf-8")
    topic._read.cache_clear()
    with pytest.raises(ConfigurationError, match=re.escape(reason)):
        words_of(Clauses, "xx")


def test_a_package_that_reads_words_loads_no_model() -> None:
    code = "import sys, languages.phrases, languages.topics.dates; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
