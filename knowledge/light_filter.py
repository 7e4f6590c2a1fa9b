"""Passages about the warning light that is meant. Pure.

A passage says which lights it is about: its heading names them, or else the title of its page. Colour and state come
from the heading, or else from the first sentence that names the light ("An amber ABS light means ..."). So authors
write "What does the red oil light mean?" and nothing more.
"""

from collections.abc import Sequence

from contracts.findings.knowledge import KnowledgeFinding, Passage
from contracts.findings.lights import Light
from languages.normalise import same_length
from languages.served import SERVED_LANGUAGES
from vehicles.named_lights import named_lights, told_alone
from vehicles.warning_lights import OTHER, choices, may_mean_stop, same_light, undecided


def about_lights(passages: Sequence[Passage], lights: Sequence[Light]) -> tuple[Passage, ...]:
    """Return the passages about these lights, then those about none, each in their order.

    What tells the meaning leads: what holds for the colour or state that is known, or while it is open, what says to
    stop now.
    """
    if not lights:
        return tuple(passages)
    said = [(passage, lights_of(passage)) for passage in passages]
    kept = [(passage, own) for passage, own in said if not own or _any_same(own, lights)]
    return tuple(
        passage for passage, _ in sorted(kept, key=lambda one: (_place(one[1], lights), not _says_stop(one[1])))
    )


def tells_meaning(passages: Sequence[Passage], light: Light) -> bool:
    """Return whether any of the passages tells what a light means; of an open one, what is most urgent."""
    return any(_place(lights_of(passage), [light]) == 0 for passage in passages)


def light_to_ask(found: KnowledgeFinding) -> Light | None:
    """Return the light whose colour or state has to be known before anything is quoted; None if there is none.

    It is asked where one of the meanings is to stop now, or where the best passage holds for one of them only; and
    which light it is, where that is not known and nothing answers for all of them.
    """
    light = found.lights[0] if len(found.lights) == 1 else None
    if light is not None and light.symbol == OTHER:
        return None if found.passages else light
    telling = undecided(light) if light else None
    if light is None or telling is None or not found.passages:
        return None
    best = lights_of(found.passages[0])
    told = any(one.symbol == light.symbol and getattr(one, telling) is not None for one in best)
    return light if told or may_mean_stop(light) else None


def by_meaning(passages: Sequence[Passage], light: Light) -> list[tuple[str, Passage]]:
    """Return the first passage for each colour (or state) that an open light may have, the most urgent first."""
    telling = undecided(light)
    found = dict[str, Passage]()
    for passage in passages if telling else ():
        for own in lights_of(passage):
            if telling and same_light(own, light) and (value := getattr(own, telling)) is not None:
                found.setdefault(value, passage)
    return [(value, found[value]) for value in (choices(light, telling) if telling else ()) if value in found]


def lights_of(passage: Passage) -> tuple[Light, ...]:
    """Return the lights a passage is about; none for a language whose words nobody knows."""
    if passage.language not in SERVED_LANGUAGES:
        return ()
    heading, title = same_length(passage.section), same_length(passage.title)
    first = passage.text[: passage.units[0].end] if passage.units else passage.text
    named = _named(heading, passage.language)
    if not named:
        told = told_alone(heading, passage.language)
        named = [told.changed(symbol=light.symbol) for light in _named(title, passage.language)]
    begun = {light.symbol: light for light in _named(same_length(first), passage.language)}
    return tuple(_with(light, begun.get(light.symbol)) for light in named)


def _with(light: Light, begun: Light | None) -> Light:
    if begun is None:
        return light
    return light.changed(colour=light.colour or begun.colour, state=light.state or begun.state)


def _named(text: str, language: str) -> list[Light]:
    return [one.light for one in named_lights(text, language) if one.light.symbol != OTHER]


def _any_same(own: Sequence[Light], lights: Sequence[Light]) -> bool:
    return any(same_light(one, light) for one in own for light in lights)


def _place(own: Sequence[Light], lights: Sequence[Light]) -> int:
    """The place of a passage by what it says of these lights: 0 for a meaning, 1 for more about them, 2 for nothing."""
    same = [(one, light) for one in own for light in lights if same_light(one, light)]
    return 0 if any(_tells_meaning(one, light) for one, light in same) else 1 if same else 2


def _says_stop(own: Sequence[Light]) -> bool:
    return any(undecided(one) is None and may_mean_stop(one) for one in own)


def _tells_meaning(one: Light, light: Light) -> bool:
    if undecided(light):
        return undecided(one) is None and may_mean_stop(one)
    known = [name for name in ("colour", "state") if getattr(light, name) is not None]
    return any(getattr(one, name) is not None for name in known) or not known
