"""Languages by their codes."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, Field

_EXISTING: Final = (
    "a[abefkmnrsvyz]|b[aegimnors]|c[aehorsuvy]|d[aevz]|e[elnostu]|f[afijory]|g[adlnuv]|h[aeiortuyz]|i[adegikostu]|j[av]"
    "|k[agijklmnorsuvwy]|l[abginotuv]|m[ghiklnrsty]|n[abdeglnorvy]|o[cjmrs]|p[ailst]|qu|r[mnouw]|s[acdeghiklmnoqrstuvw]"
    "|t[aeghiklnorstwy]|u[gkrz]|v[eio]|w[ao]|xh|y[io]|z[ahu]"
)
"""The 184 codes of ISO 639-1, `sh` included, which is no longer recommended and still sent."""


def _existing(code: str) -> str:
    if not re.fullmatch(_EXISTING, code):
        raise ValueError("is no ISO 639-1 code of a language, such as en or de")
    return code


Language = Annotated[str, Field(pattern=r"^[a-z]{2}$", description="ISO 639-1 code")]
"""A language in an answer or a record."""
ExistingLanguage = Annotated[
    str,
    Field(description="ISO 639-1 code", json_schema_extra={"pattern": f"^({_EXISTING})$"}),
    AfterValidator(_existing),
]
"""A language that a caller names: any that there is, whether or not customers are answered in it."""
