"""Reading the words of a language, one topic at a time: `words_of(Dates, "de")` reads `languages/de/dates.json`."""

from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import ClassVar, TypeVar, cast

from pydantic import ValidationError

from contracts.base import Strict
from contracts.errors import ConfigurationError
from languages.served import FOLDER, SERVED_LANGUAGES


class Topic(Strict):
    """What every language says about one topic. The fields are the keys of its file; all are needed."""

    file: ClassVar[str]


TopicT = TypeVar("TopicT", bound=Topic)


def words_of(topic: type[TopicT], language: str) -> TopicT:
    """One language's words. Raises `ConfigurationError` if the file is missing or not as the topic says."""
    return cast(TopicT, _read(topic, language))


def words_of_all(topic: type[TopicT]) -> tuple[TopicT, ...]:
    """The words of every language that is served, in their order. Raises `ConfigurationError` as `words_of` does."""
    return tuple(words_of(topic, language) for language in SERVED_LANGUAGES)


def merged(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """All words of several lists, each once, in their order."""
    return tuple(dict.fromkeys(chain.from_iterable(lists)))


@cache
def _read(topic: type[Topic], language: str) -> Topic:
    path = FOLDER / language / topic.file
    try:
        return topic.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ConfigurationError(f"languages/{language}/{topic.file} cannot be read") from error
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise ConfigurationError(
            f"languages/{language}/{topic.file} is not as languages/topics says, at {where or 'its beginning'}"
        ) from error
