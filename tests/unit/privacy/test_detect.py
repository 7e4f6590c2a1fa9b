"""Whole messages: names and addresses among the rest, careless writing, odd input."""

from unicodedata import combining, normalize

import pytest

from evaluation.personal_data import COVERED, tally
from privacy import PiiType, detect, mask, restore
from tests.unit.privacy.cases import marked, read_cases

CARELESS = [
    ("de", "fragen Sie nach Herrn [Abeling|person]"),
    ("en", "ask mr [patel|person] or Ms. [Quillfeather|person]"),
    ("fr", "Mme [Dupont-Aignan|person], [5 pl. de la Mairie 75001 Paris|address]"),
    ("en", "my name is [anna weber|person]"),
    ("en", "MY NAME IS [ANNA WEBER|person] AND MY PHONE IS [07911 123456|phone]"),
    ("en", "hi im [deborah|person] i live at [12 station road|address]"),
    ("de", "ich heiße [müller|person]"),
    ("de", "ich heisse [juergen mueller|person] und wohne in der [goethestr. 5|address]"),
    ("de", "Meine Adresse: [Lindenweg 4|address], [22303 Hamburg|address]"),
    ("fr", "je m'appelle [amelie dupont|person]"),
    ("fr", "J'habite [10 rue Victor Hugo, 69002 Lyon|address]"),
    ("es", "me llamo [jose garcia lopez|person]"),
    ("es", "Vivo en [Calle Mayor 5, 3º B, 28013 Madrid|address]"),
    ("de", "hier spricht [Friedrich-Wilhelm von der Heyden|person], Halterin ist [Beate van Dijk|person]"),
    ("fr", "monsieur [d'Estienne|person] attend, au nom de [Hoareau|person]"),
    ("es", "el señor [de la Fuente|person] y mi suegro [Anselmo Urrutikoetxea|person]"),
    ("en", "The car is registered to [Young|person]. My daughter [Imogen Achterberg|person] drives it."),
    ("en", "The car is registered to [LAURA EDWARDS|person]."),
    ("de", "Die neue Anschrift lautet [Unter den Eichen 7b, 14195 Berlin|address]"),
    ("de", "neue Adresse: [Melina-Hausberger-Weg 4/7, 2838 Vöcklabruck|address]"),
    ("fr", "la dépanneuse doit venir [route de Vannes, 44700 Orvault|address]"),
    ("en", "my zip code is [90010-170|address]"),
    ("de", "unsere Postleitzahl lautet [1010|address]"),
    ("fr", "mon code postal : [75001|address], le reste ne change pas"),
    (
        "en",
        "> To:\n> [Gwen Pritchard|person]\n> [14 Larkfield Road|address]\n> [Suite 12|address]\n> [BS3 2EQ|address]",
    ),
    ("en", "[Guðgeir Bergsveinsson|person] sold it, and [Guðgeir|person] has the second key"),
    ("en", '"It was fine in June", says [Navrátilová|person].'),
    ("en", "[Csanád P Gere|person] parks at [9 Iliou Street, Marieholm, Sweden|address]"),
    ("de", "Unsere Werkstatt ist [ul. Słowicza 10, 50-001 Wrocław|address]"),
    ("en", "deliver it to [Unit 4417 Box 0219, DPO AA 51065|address]"),
    ("en", "[Ngozi Oyelaran|person] and [Þórdís Ægisdóttir|person] share the car"),
    (
        "de",
        "Hallo,\ndas Auto steht.\nGrüße\n[Sabine Krause|person]\n[Hauptstr. 7|address]\n[50667 Köln|address]",
    ),
]

PLAIN = [
    "the Golf makes a noise at 120 km/h",
    "order 4711",
    "error P0420 came back after the repair",
    "it has done 10.000 km since the service",
    "The quote was €1,249.00 and the invoice says €1,399.50",
    "Appointment on 12.05.2026 at 14:30 please",
    "225/45 R17 94W or 205/55 R16 91V?",
    "navigate to Munich",
    "We moved from Norway, is the warranty valid there?",
    "zip code please, order 471122",
    "Bremse: quietscht seit gestern",
    "Écotaxe : que dois-je payer ?",
    "3, 2, 1, go and it stalls",
    "Does Mercedes or BMW charge less for the A4?",
    "I'd like to book an oil change for my Golf in May",
    "12 Aug 2026-26 Aug 2026",
    "Aug 12 - Aug 26, 2026",
    "März 2024-Februar 2027",
    "Die Bremsscheiben haben 45.000 km gehalten",
    "Bestellung 4711 ist immer noch nicht da",
    "Herr Ober, die Rechnung bitte",
    "Der Schlüssel wird nicht erkannt und die Zentralverriegelung spinnt",
    "Navigiere nach Stuttgart",
    "Die Werkstatt hat den Luftfilter vergessen",
    "Mein Mann hat den Schlüssel verloren, der Termin läuft im Namen von Autohaus Nord",
    "Mi nombre es incorrecto en la factura, je m'appelle pas comme ça",
    "Auf dem Weg 2 Stunden, auf der Straße 5 Minuten",
    "la Clio fait un bruit à 90 km/h",
    "Rendez-vous le 12/05/2026 à 14h30",
    "Le témoin de pression des pneus reste allumé",
    "el Ibiza hace ruido a 120 km/h",
    "Neumáticos 225/45 R17 94W ¿los tienen?",
    "La luz del motor está encendida desde el martes",
]

ODD = [
    "",
    " \n\t ",
    "👋🚗💨" * 50,
    "مرحبا، السيارة لا تعمل",
    "שלום, הרכב שלי לא מתניע",
    "車が動きません。助けてください",
    "\u202eabc\u202c\x00\ufffd\ud83d",
    "<person-0> <person-12345678901234> <<phone-1>> <card->",
    "()[]{}<>@@@...---///" * 20,
    "1" * 8_000,
    "12 " * 2_600,
    "+" * 8_000,
    "a@" * 4_000,
    "A-" * 4_000,
    "eins " * 1_600,
    ("the Golf makes a noise " * 400)[:8_000],
]


@pytest.mark.parametrize(("language", "sentence"), CARELESS)
def test_names_and_addresses_are_found_however_they_are_written(language: str, sentence: str) -> None:
    case = marked(language, sentence)
    found = detect(case.text, language)
    counts = tally(case.spans, found, "all")
    assert counts.found == counts.wanted, [case.text[s.start : s.end] for s in found]


@pytest.mark.parametrize("sentence", PLAIN)
def test_ordinary_car_talk_stays_readable(sentence: str) -> None:
    assert mask(sentence, detect(sentence)).text == sentence


@pytest.mark.parametrize("text", ODD)
def test_odd_input_gives_spans_that_fit_and_can_be_restored(text: str) -> None:
    masked = mask(text, detect(text))
    assert restore(masked.text, masked.values) == text


def test_what_stands_at_the_end_of_a_long_message_is_found() -> None:
    case = marked("en", "the Golf makes a noise. " * 330 + "My name is [Anna Weber|person], [anna@weber.example|email]")
    assert {span.type for span in detect(case.text) if span.start > 7_900} == {PiiType.PERSON, PiiType.EMAIL}
    assert tally(case.spans, detect(case.text), "all").found == 2


def test_a_number_hidden_among_thousands_of_digits_is_not_called_a_card() -> None:
    assert all(span.type is not PiiType.CARD for span in detect("4111111111111111" * 500))


@pytest.mark.parametrize(
    ("sentence", "address"),
    [
        ("Schicken Sie es an Kirchgasse 14a, 65185 Wiesbaden", "Kirchgasse 14a, 65185 Wiesbaden"),
        ("Das Auto steht in der Schönhauser Allee 148", "Schönhauser Allee 148"),
        ("Lieferung an Thies-Karz-Weg 5-8, bitte", "Thies-Karz-Weg 5-8"),
    ],
)
def test_the_words_before_an_address_are_no_part_of_it(sentence: str, address: str) -> None:
    assert [sentence[span.start : span.end] for span in detect(sentence, "de")] == [address]


def test_a_name_ends_before_what_only_follows_it() -> None:
    text = "hola soy yolanda del heron rojo"
    assert [text[span.start : span.end] for span in detect(text, "es")] == ["yolanda"]


def test_letters_with_accents_of_their_own_are_found_and_cut_where_they_stand() -> None:
    for case in read_cases():
        taken_apart = normalize("NFD", case.text)
        spans = detect(taken_apart, case.language)
        found = [(normalize("NFC", taken_apart[span.start : span.end]), span.type) for span in spans]
        whole = normalize("NFC", case.text)
        assert found == [(whole[span.start : span.end], span.type) for span in detect(whole, case.language)]
        assert not any(combining(taken_apart[span.end]) for span in spans if span.end < len(taken_apart))
        masked = mask(taken_apart, spans)
        assert restore(masked.text, masked.values) == taken_apart


def test_emoji_before_a_name_do_not_shift_it() -> None:
    text = "👨‍👩‍👧 🚗 I'm Anna Weber"
    assert [text[span.start : span.end] for span in detect(text)] == ["Anna Weber"]


def test_masked_tokens_are_left_alone() -> None:
    assert detect("<person-1> can be reached at <phone-1> or <email-2>") == ()


def test_an_unknown_language_is_no_error() -> None:
    assert [span.type for span in detect("0170 1234567", "xx")] == [PiiType.PHONE]


def test_covered_means_four_fifths() -> None:
    assert COVERED == 0.8
