"""The cockpit's environment."""

import os

from pydantic import BaseModel, Field, ValidationError

from contracts.errors import ConfigurationError


class CockpitSettings(BaseModel):
    """Where the API is, and how the cockpit is reached."""

    api_url: str = Field(alias="CURBSIDE_API_URL", pattern=r"^https?://\S+$")
    """Address of the API, without a slash at its end."""
    behind_tls: bool = Field(default=False, alias="CURBSIDE_COCKPIT_TLS")
    """Whether browsers reach it by HTTPS: its cookie then travels by nothing else."""


def read_settings() -> CockpitSettings:
    """Return the settings of this process. Raises `ConfigurationError` naming the variable that is wrong."""
    try:
        return CockpitSettings.model_validate(dict(os.environ))
    except ValidationError as error:
        problem = error.errors(include_input=False)[0]
        raise ConfigurationError(f"{problem['loc'][0]}: {problem['msg']}") from None
