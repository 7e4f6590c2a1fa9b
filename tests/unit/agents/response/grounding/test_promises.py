"""Promises are told from information, in every language."""

import pytest

from agents.response.grounding.promises import promises

MADE = [
    ("en", "legal", "We guarantee that the repair holds."),
    ("en", "legal", "You are entitled to a new car."),
    ("en", "price", "The repair is free of charge for you."),
    ("en", "delivery", "Your part will arrive on Monday."),
    ("en", "medical", "You don't need a doctor."),
    ("en", "person", "Someone from our team will get back to you."),
    ("en", "person", "I'll call you back."),
    ("de", "legal", "Sie haben Anspruch auf ein neues Auto."),
    ("de", "price", "Die Reparatur ist für Sie kostenlos."),
    ("de", "delivery", "Ihr Teil wird am Montag geliefert."),
    ("de", "medical", "Sie brauchen keinen Arzt."),
    ("de", "person", "Ein Mitarbeiter meldet sich bei Ihnen."),
    ("de", "person", "Wir rufen Sie zurück."),
    ("es", "legal", "Usted tiene derecho a un coche nuevo."),
    ("es", "price", "La reparación es gratuita."),
    ("es", "delivery", "Su pieza llegará el lunes."),
    ("es", "medical", "No necesita un médico."),
    ("es", "person", "Le llamaremos mañana."),
    ("fr", "legal", "Vous avez droit à une voiture neuve."),
    ("fr", "price", "La réparation est gratuite."),
    ("fr", "delivery", "Votre pièce sera livrée lundi."),
    ("fr", "medical", "Vous n'avez pas besoin d'un médecin."),
    ("fr", "person", "Nous vous rappellerons demain."),
    ("it", "legal", "Lei ha diritto a un'auto nuova."),
    ("it", "price", "La riparazione è gratuita."),
    ("it", "delivery", "Il pezzo arriverà lunedì."),
    ("it", "medical", "Non ha bisogno di un medico."),
    ("it", "person", "La richiameremo domani."),
]
NONE = [
    ("en", "The service costs 199 euros and takes two hours."),
    ("en", "You can call us on weekdays."),
    ("en", "Take out the key and wait."),
    ("de", "Der Service kostet 199 Euro und dauert zwei Stunden."),
    ("de", "Sie können uns werktags anrufen."),
    ("es", "El mantenimiento cuesta 199 euros y dura dos horas."),
    ("es", "Puede llamarnos los días laborables."),
    ("fr", "L'entretien coûte 199 euros et dure deux heures."),
    ("fr", "Vous pouvez nous appeler en semaine."),
    ("it", "Il tagliando costa 199 euro e dura due ore."),
    ("it", "Può chiamarci nei giorni feriali."),
]


@pytest.mark.parametrize(("language", "kind", "sentence"), MADE)
def test_a_promise_is_found_by_its_kind(language: str, kind: str, sentence: str) -> None:
    assert promises(sentence, language) == [kind]


@pytest.mark.parametrize(("language", "sentence"), NONE)
def test_information_is_no_promise(language: str, sentence: str) -> None:
    assert promises(sentence, language) == []
