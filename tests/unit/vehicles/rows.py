"""Synthetic recalls: rows in the documented shape of NHTSA's files, with made-up content."""

from pathlib import Path
from typing import Any

from vehicles.nhtsa import FIELDS
from vehicles.recalls import Affected, Recall, VehicleFacts

FLAT: dict[str, str] = {
    "RECORD_ID": "1",
    "CAMPNO": "26V001000",
    "MAKETXT": "VELDRA",
    "MODELTXT": "KITE",
    "YEARTXT": "2024",
    "MFGCAMPNO": "VD-26-01",
    "COMPNAME": "SERVICE BRAKES",
    "MFGNAME": "Veldra Motor Works",
    "BGMAN": "20240105",
    "ENDMAN": "20240620",
    "RCLTYPECD": "V",
    "POTAFF": "1200",
    "ODATE": "19010101",
    "INFLUENCED_BY": "MFR",
    "MFGTXT": "Veldra Motor Works",
    "RCDATE": "20260201",
    "DATEA": "20260203",
    "DESC_DEFECT": "A made-up brake hose may crack.",
    "CONEQUENCE_DEFECT": "The car may need a longer way to stop.",
    "CORRECTIVE_ACTION": "The hose is replaced.",
    "NOTES": "A made-up note.",
    "DO_NOT_DRIVE": "No",
    "PARK_OUTSIDE": "No",
}


def flat(width: int = len(FIELDS), **changes: str) -> str:
    """One row of a flat file with so many fields."""
    return "\t".join((FLAT | changes).get(name, "") for name in FIELDS[:width])


def write_flat(path: Path, *rows: str | bytes) -> Path:
    """A flat file, with the line ends of Windows."""
    path.write_bytes(b"".join((row if isinstance(row, bytes) else row.encode()) + b"\r\n" for row in rows))
    return path


def result(**changes: Any) -> dict[str, Any]:
    """One result of the API."""
    return {
        "Manufacturer": "Veldra Motor Works",
        "NHTSACampaignNumber": "26V001000",
        "parkIt": False,
        "parkOutSide": True,
        "overTheAirUpdate": False,
        "ReportReceivedDate": "01/02/2026",
        "Component": "SERVICE BRAKES",
        "Summary": "A made-up brake hose may crack.",
        "Consequence": "The car may need a longer way to stop.",
        "Remedy": "The hose is replaced.",
        "Notes": "",
        "ModelYear": "2024",
        "Make": "VELDRA",
        "Model": "KITE",
    } | changes


def recall(*affected: Affected, **changes: Any) -> Recall:
    """A recall of the Kite of 2024, unless told otherwise."""
    values: dict[str, Any] = {
        "campaign_id": "VD-26-01",
        "affected": affected or (kite(),),
        "summary": "A made-up brake hose may crack.",
        "source": "test",
        "demo": True,
    }
    return Recall.model_validate(values | changes)


def kite(**changes: Any) -> Affected:
    """The Kite of 2024."""
    return Affected.model_validate({"make": "VELDRA", "model": "KITE", "years": (2024,)} | changes)


def facts(**changes: Any) -> VehicleFacts:
    """A Kite of 2024."""
    return VehicleFacts.model_validate({"make": "Veldra", "model": "Kite", "year": 2024} | changes)
