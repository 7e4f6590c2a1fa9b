"""What hides words from a program is undone, and honest text stays as it is."""

import pytest

from danger.normalise import readable


@pytest.mark.parametrize(
    ("disguised", "plain"),
    [
        ("br\u00adak\u00ades", "brakes"),
        ("b\u200br\u200ba\u200bk\u200be\u200bs", "brakes"),
        ("br\u2060ak\ufeffes \u202efailed\u202c", "brakes failed"),
        ("br\u200dak\u200ces", "brakes"),
        ("br\u0430k\u0435s f\u0430il", "brakes fail"),
        ("\u0397\u03b5lp", "Help"),
        ("I h\u0430ve \u0430 fire", "I have a fire"),
        ("\uff42\uff52\uff41\uff4b\uff45\uff53", "brakes"),
        ("\U0001d421\U0001d41e\U0001d425\U0001d429", "help"),
        ("h\u0336e\u0336l\u0336p\u0336", "help"),
        ("h3lp my br4k3s d0n't w0rk", "help my brakes don't work"),
        ("1t 1s 0n f1r3", "it is on fire"),
        ("cr@sh $moke", "crash smoke"),
        ("MY BRAKES FAILED", "My brakes failed"),
        ("heeeelp", "help"),
        ("hheellpp mmyy", "help my"),
        ("re\u0301serve\u0301", "réservé"),
    ],
)
def test_a_disguise_is_undone(disguised: str, plain: str) -> None:
    assert readable(disguised) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Моя машина не едет, а я стою на дороге",
        "Моя BMW не едет, а я стою",
        "Το αυτοκίνητό μου δεν ξεκινά",
        "👨\u200d👩\u200d👧 thanks ❤️",
        "Größe, pâte, año, città",
        "1½ hours at 5 µm²",
        "My plate is AB12 CDE",
        "VIN XVDKTE58E00000117",
        "M4 at 90kmh, 5w30",
        "10h30 or 14h",
        "3er BMW",
        "write to a.b@example.com",
        "the committee had coffee",
        "SOS",
        "می\u200cخواهم",
        "",
    ],
)
def test_honest_text_stays_as_it_is(text: str) -> None:
    assert readable(text) == text


def test_words_with_figures_keep_their_capitals_when_somebody_shouts() -> None:
    assert readable("THE PLATE IS AB12CDE") == "The plate is AB12CDE"


def test_what_is_readable_stays_so() -> None:
    once = readable("MY BR\u0410KES F\u00adAILED, H\u200bELP!!!")
    assert readable(once) == once
