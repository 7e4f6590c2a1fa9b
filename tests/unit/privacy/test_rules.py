"""What has a form of its own: each type in the ways people write it, and what only looks like it."""

import pytest

from privacy import PiiType
from privacy.detect import by_rules
from tests.unit.privacy.cases import marked

FOUND = [
    "card [4111 1111 1111 1111|card], [4111-1111-1111-1111|card] or [378282246310005|card]",
    "[676172514744|card] and [5018-7904-1389|card], twelve digits of Maestro",
    "my card number is [4111111111111112|card], with a typing error",
    "IBAN [DE89 3704 0044 0532 0130 00|iban] and [ch93 0076 2011 6238 5295 7|iban]",
    "IBAN [DE89370400440532013001|iban], with a typing error",
    "IBAN [GB25 TSEH 5259 5333 1232 1|iban], a digit short; [gb68imdn6823601395518|iban] has right check digits",
    "from [NL91ABNA0417164300|iban]. [GB82WEST12345698765432|iban]!",
    "VIN [WVWZZZ1JZ3W386752|vin], [1m8gdm9axkp042788|vin]",
    "Fahrgestellnummer [WVW ZZZ 1JZ 3W3 86752|vin]",
    "[anna.weber+car@mail.example.co.uk|email], [ANNA@WEBER.DE|email]",
    "[anna (at) weber.de|email] oder [anna[at]weber[dot]de|email]",
    "[maria punto lopez arroba correo punto es|email]",
    "look at [https://my.page.example/anna?x=1|url], or [www.anna-weber.example|url].",
    "from [192.168.178.23|ip] and [fe80::1ff:fe23:4567:890a|ip]",
    "[+49 89 1234567|phone], [0049 170 1234567|phone], [0170/1234567|phone]",
    "[+44 7911 123456|phone] [(020) 7946 0958|phone]",
    "[06.12.34.56.78|phone] ou [+33 (0)6 12 34 56 78|phone]",
    "[612 34 56 78|phone], [91 123 45 67|phone]",
    "[415-555-2671|phone] or [(415) 555-2671|phone] or [+1 415 555 2671|phone]",
    "[0664 1234567|phone], [044 668 18 00|phone], [06 12345678|phone], [0470 12 34 56|phone], [+48 601 234 567|phone]",
    "ring me on [123456|phone]",
    "[020 7946 0999 ext. 45|phone], [030-2345678 Durchwahl 12|phone], [872.883.7832x661|phone]",
    "[+33 4 91 12 34 56 poste 23|phone], [0034 93 123 45 67 extensión 14|phone]",
    "[0170 1234567|phone] / [0171 7654321|phone] [06 12 34 56 78|phone] [06 98 76 54 32|phone]",
    "phone [07700900123|phone],[07700900456|phone] or [07700 900123|phone] 5 pm or [0171 3920012|phone] 9 bis 11 Uhr",
    "[612 345 678|phone] [623 456 789|phone], [0171-3920012|phone]-[0172-3920013|phone], [07700900123|phone],5pm",
    "[06-12-34-56-78|phone] et [06.12.24.07.12|phone], ring [123456|phone] 7 am, phone [20261203|phone]",
    "visa [4111111111111111|card],[07700900123|phone], 03.12.26,[07700900123|phone]",
    "[4111111111111111|card],[378282246310005|card]",
    "[030/23125099|phone],[0171/3920099|phone], order 20417 on [07700 900321|phone]",
    "[+447700900123|phone],[+447700900456|phone], [00447700900789|phone] or [+33639981234|phone], given out to nobody",
    "[07700900123|phone][+447700900456|phone]",
    "[4222222222222|card] and [30569309025904|card], thirteen and fourteen digits",
    "call [zero seven seven double oh nine one two three four|phone]",
    "born [12/03/1981|date_of_birth]; geboren am [3. Mai 1979|date_of_birth]; née le [1 août 1990|date_of_birth]",
    "fecha de nacimiento: [07-11-1968|date_of_birth]",
    "numéro de sécu [1 85 05 78 006 084 36|id_number]",
    "DNI [12345678Z|id_number], SSN [460-89-9847|id_number], NI [QQ123456C|id_number]",
    "my driver's license number is [F162823540116|id_number]",
    "Reisepass [C01X00T47|id_number] ist abgelaufen",
]

PLATES = [
    "the plate is [AB12 CDE|plate], [ab12cde|plate] in small letters",
    "Kennzeichen [M-AB 1234|plate], [m ab 1234|plate], [HH XY 12E|plate]",
    "[M-AB 1234|plate] steht falsch",
    "immatriculée [AB-123-CD|plate], plaque [1234 AB 75|plate]",
    "[AB-123-CD|plate] gêne",
    "matrícula [1234 BCD|plate], antes [M-1234-AB|plate]",
    "[1234 BCD|plate] está mal aparcado, [J 1662 YH|plate] y [M-1234-AB|plate] también",
    "[540-CJR-58|plate] gêne, immat. [gh 123 jk|plate], KFZ-Kz. [m ab 123|plate]",
    "Kennzeichen [W-12345 A|plate] aus Wien, [ZH 123456|plate] aus Zürich",
    "targa [AB 123 CD|plate], plaque [EN-118-XB|plate]",
    "kenteken [12-ABC-3|plate], plaque belge [1-ABC-234|plate]",
    "tablica [WA 12345|plate], rejestracja [KR 5AB12|plate]",
    "licence plate [7ABC123|plate], plate [ABC 1234|plate], tag [ABC-1234|plate]",
]

NOTHING = [
    "the Golf makes a noise at 120 km/h",
    "order 4711, order number 20240815123, invoice 2024-0815",
    "error P0420 and U0100 after 10.000 km or 125000 km or 45 000 km",
    "tyres 205/55 R16 91V and 225/45 R17 94W",
    "it costs €1,249.00, 1.249,00 €, 12 000 € or 15990 EUR",
    "on 12-MAR-24 or 01-DEC-25, an A 2019 VW Golf",
    "order 676172514745, at 9816 214 metres",
    "on 12.05.2026 at 14:30, 2026-05-12, from 2019-2021",
    "2.0 TDI 150 PS, Model Y, ID.3, XC90 T8, 5W-30, 12V, 77 kWh, V8, A4 2019",
    "on the A8, the M25, I-80 or the N-340",
    "software version 17.4.1.2 and firmware 2024.38.7",
    "part number 5N0 867 288 B, ISO-9001, DIN-EN 1090",
    "a 2021 BMW with 3000 RPM, 1600 CDI, 2019 SUV, 0800 am",
    "Auftrag 20241234567, Kundennummer 1002003001, Rechnung 4500012345",
    "vom 03.05.26-07.05.26, 03.12.-07.12., 10-12-2026 - 14-12-2026, 03/12 - 07/12, 08/2026-10/2026",
    "the app shows 1790018000054 or 1790018000054000 as time of the last sync, 20261203093000 in the log",
    "am 12.3.95 zum ersten Mal zugelassen, order 4500012345 and 4500012346",
    "open 0800-1800, 1234567890123,45 or 4111111111111111,11",
    "on 20261203 or 03122026, immatricolata il 12/03/99",
    "a gain of +12345678 points, -5 to +20 2026, +10 000 000 and +1 000 000",
    "one two three",
    "I drive 100 miles a day, 5 days a week, 52 weeks",
    "at noon @ the dealer, me@, @home",
]


@pytest.mark.parametrize("sentence", FOUND + PLATES)
def test_is_found_in_every_form(sentence: str) -> None:
    case = marked("", sentence)
    found = {(case.text[s.start : s.end], s.type.value) for s in by_rules(case.text)}
    assert found >= {(case.text[s.start : s.end], s.type.value) for s in case.spans}


@pytest.mark.parametrize("sentence", NOTHING)
def test_car_talk_is_left_alone(sentence: str) -> None:
    assert [sentence[s.start : s.end] for s in by_rules(sentence)] == []


def test_the_language_decides_whose_numbers_come_first_but_others_are_found_too() -> None:
    for language in ("fr", "es"):
        assert [span.type for span in by_rules("612 34 56 78", language)] == [PiiType.PHONE]
