"""Where the local stack lives. Each can be changed by an environment variable."""

import os
from pathlib import Path
from typing import Final

from pydantic import BaseModel, Field, ValidationError, ValidationInfo, field_validator

from contracts.errors import ConfigurationError

ROOT: Final = Path(__file__).parent.parent.parent
REGION: Final = "us-east-1"
STACK: Final = "curbside"
API_ID: Final = "curbside"
STAGE: Final = "v1"
TENANT: Final = "demo"


class LocalSettings(BaseModel):
    """Ports, folders, and what is tried."""

    api_port: int = Field(default=4600, alias="CURBSIDE_API_PORT", gt=0, lt=65536)
    page_port: int = Field(default=4601, alias="CURBSIDE_PAGE_PORT", gt=0, lt=65536, validate_default=True)
    state: Path = Field(default=ROOT / ".curbside", alias="CURBSIDE_STATE")
    routing_candidate: str = Field(default="", alias="CURBSIDE_ROUTING_CANDIDATE")
    """The template's parameter `RoutingCandidate`."""

    @field_validator("page_port")
    @classmethod
    def _of_its_own(cls, value: int, info: ValidationInfo) -> int:
        if value == info.data.get("api_port"):
            raise ValueError("CURBSIDE_PAGE_PORT must differ from CURBSIDE_API_PORT")
        return value

    @property
    def endpoint(self) -> str:
        """Address of the emulator: every AWS service."""
        return f"http://127.0.0.1:{self.api_port}"

    @property
    def api_url(self) -> str:
        """Address of the API."""
        return f"{self.endpoint}/_aws/execute-api/{API_ID}/{STAGE}"

    @property
    def page_url(self) -> str:
        """Address of the page with the widget."""
        return f"http://127.0.0.1:{self.page_port}/"


def read_settings() -> LocalSettings:
    """The settings of this run. Raises `ConfigurationError` naming the variable that is wrong."""
    try:
        return LocalSettings.model_validate(dict(os.environ))
    except ValidationError as error:
        problem = error.errors()[0]
        raise ConfigurationError(f"{problem['loc'][0]}: {problem['msg']}") from error
