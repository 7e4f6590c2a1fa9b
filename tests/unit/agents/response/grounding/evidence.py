"""What the replies of these tests may draw on: the same facts in each language, and a customer who asks about them."""

from typing import Final

from agents.response.grounding.check import check
from agents.response.grounding.evidence import Evidence, Text
from agents.response.grounding.verdict import Outcome, Reason

MODELS: Final = ("Kite", "Tern", "Heron")
BRAKES: Final = {
    "en": """Brake light. The red brake light means stop safely. Do not drive on. Call Veldra Assistance: 0800 123 4567.
The Kite needs 2.6 bar in front. The Tern needs 2.4 bar in front. The service is due every 30,000 km or 2 years.
The app is never charged. Charge to between 10 and 80 %. More at www.veldra.example/brakes.""",
    "de": """Bremsleuchte. Die rote Bremsleuchte heißt: sicher anhalten. Fahren Sie nicht weiter. Rufen Sie Veldra
Assistance an: 0800 123 4567. Der Kite braucht vorn 2,6 bar. Der Tern braucht vorn 2,4 bar. Der Service ist alle
30.000 km oder 2 Jahre fällig. Laden Sie zwischen 10 und 80 %. Mehr unter www.veldra.example/bremsen.""",
    "es": """Luz de freno. La luz roja de freno significa parar con seguridad. No siga conduciendo. Llame a Veldra
Assistance: 0800 123 4567. El Kite necesita 2,6 bar delante. El Tern necesita 2,4 bar delante. El mantenimiento toca
cada 30.000 km o 2 años. Cargue entre 10 y 80 %. Más en www.veldra.example/frenos.""",
    "fr": """Voyant de frein. Le voyant rouge de frein signifie un arrêt en sécurité. Ne continuez pas à rouler. Appelez
Veldra Assistance : 0800 123 4567. La Kite demande 2,6 bar à l'avant. La Tern demande 2,4 bar à l'avant. L'entretien
est dû tous les 30 000 km ou 2 ans. Chargez entre 10 et 80 %. Plus sur www.veldra.example/freins.""",
    "it": """Spia dei freni. La spia rossa dei freni significa fermarsi in sicurezza. Non continui a guidare. Chiami
Veldra Assistance: 0800 123 4567. La Kite richiede 2,6 bar davanti. La Tern richiede 2,4 bar davanti. Il tagliando
è previsto ogni 30.000 km o 2 anni. Ricarichi tra il 10 e l'80 %. Altro su www.veldra.example/freni.""",
}
RECORDS: Final = {
    "en": "Appointment on 12 May 2026 at 14:30. Vehicle: Kite, 2024.",
    "de": "Termin am 12. Mai 2026 um 14:30 Uhr. Fahrzeug: Kite, 2024.",
    "es": "Cita el 12 de mayo de 2026 a las 14:30. Vehículo: Kite, 2024.",
    "fr": "Rendez-vous le 12 mai 2026 à 14 h 30. Véhicule : Kite, 2024.",
    "it": "Appuntamento il 12 maggio 2026 alle 14:30. Veicolo: Kite, 2024.",
}
MESSAGES: Final = {
    "en": "At 45,000 km my Kite has 3 bar, is that right?",
    "de": "Mein Kite hat bei 45.000 km 3 bar, passt das?",
    "es": "Mi Kite tiene 3 bar con 45.000 km, ¿está bien?",
    "fr": "Ma Kite a 3 bar à 45 000 km, c'est bon ?",
    "it": "La mia Kite ha 3 bar a 45.000 km, va bene?",
}


def evidence(language: str, *, passage_in: str | None = None, **more: object) -> Evidence:
    """The evidence in one language, or with the passage in another one."""
    source = passage_in or language
    return Evidence(
        passages={1: Text(text=BRAKES[source], language=source)},
        records=(Text(text=RECORDS[language], language=language),),
        message=Text(text=MESSAGES[language], language=language),
        names=MODELS,
    ).changed(**more)


def judged(sentence: str, language: str, known: Evidence | None = None) -> tuple[Outcome, tuple[Reason, ...]]:
    """What is said of a sentence, and why; markers that were put right do not count."""
    found = check(sentence, known or evidence(language), language)
    return found.outcome, tuple(reason for reason in found.reasons if not reason.startswith("marker_"))
