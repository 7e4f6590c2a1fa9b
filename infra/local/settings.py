"""Where the local stack lives. Each can be changed by an environment variable."""

import os
import re
from pathlib import Path
from typing import Final

from pydantic import BaseModel, Field, ValidationError, ValidationInfo, field_validator

from contracts.errors import ConfigurationError
from infra.bedrock.policy import PORT

ROOT: Final = Path(__file__).parent.parent.parent
REGION: Final = "us-east-1"
STACK: Final = "curbside"
API_ID: Final = "curbside"
STAGE: Final = "v1"
TENANT: Final = "demo"
OFF: Final = "off"
OPENAI: Final = "openai:"


class LocalSettings(BaseModel):
    """Ports, folders, and what is tried."""

    api_port: int = Field(default=4600, alias="CURBSIDE_API_PORT", gt=0, lt=65536)
    page_port: int = Field(default=4601, alias="CURBSIDE_PAGE_PORT", gt=0, lt=65536, validate_default=True)
    cockpit_port: int = Field(default=4603, alias="CURBSIDE_COCKPIT_PORT", gt=0, lt=65536, validate_default=True)
    bedrock: str = Field(default=OFF, alias="BEDROCK")
    """Who answers as Bedrock: `off`, `double`, `openai:URL` or `aws` (docs/bedrock.md)."""
    bedrock_port: int = Field(default=PORT, alias="CURBSIDE_BEDROCK_PORT", gt=0, lt=65536, validate_default=True)
    bedrock_script: Path | None = Field(default=None, alias="CURBSIDE_BEDROCK_SCRIPT")
    """A script of the double, read again when it changes."""
    state: Path = Field(default=ROOT / ".curbside", alias="CURBSIDE_STATE")
    routing_candidate: str = Field(default="", alias="CURBSIDE_ROUTING_CANDIDATE")
    """The template's parameter `RoutingCandidate`."""
    rerank_model: str = Field(default="", alias="CURBSIDE_RERANK_MODEL")
    """The template's parameter `RerankModel`."""
    guardrail: str = Field(default="", alias="CURBSIDE_GUARDRAIL")
    """The template's parameter `Guardrail`."""

    @field_validator("page_port")
    @classmethod
    def _of_its_own(cls, value: int, info: ValidationInfo) -> int:
        if value == info.data.get("api_port"):
            raise ValueError("CURBSIDE_PAGE_PORT must differ from CURBSIDE_API_PORT")
        return value

    @field_validator("cockpit_port")
    @classmethod
    def _of_the_cockpit_alone(cls, value: int, info: ValidationInfo) -> int:
        if value in (info.data.get("api_port"), info.data.get("page_port")):
            raise ValueError("CURBSIDE_COCKPIT_PORT must differ from CURBSIDE_API_PORT and CURBSIDE_PAGE_PORT")
        return value

    @field_validator("bedrock")
    @classmethod
    def _a_known_bedrock(cls, value: str) -> str:
        if value in ("", OFF):
            return OFF
        if value in ("double", "aws") or re.fullmatch(rf"{OPENAI}https?://[\w.-]+(:\d+)?(/[^#\s]*)?(#\S+)?", value):
            return value
        raise ValueError("BEDROCK must be off, double, aws, or openai:URL such as openai:http://127.0.0.1:8080#model")

    @field_validator("bedrock_port")
    @classmethod
    def _of_bedrock_alone(cls, value: int, info: ValidationInfo) -> int:
        others = (info.data.get("api_port"), info.data.get("page_port"), info.data.get("cockpit_port"))
        if info.data.get("bedrock") != OFF and value in others:
            raise ValueError("CURBSIDE_BEDROCK_PORT must differ from the ports of the API, the page and the cockpit")
        return value

    @property
    def bedrock_url(self) -> str:
        """Address of Bedrock for functions; empty while there is none."""
        return "" if self.bedrock == OFF else f"http://127.0.0.1:{self.bedrock_port}"

    @property
    def endpoint(self) -> str:
        """Address of the emulator: every AWS service."""
        return f"http://127.0.0.1:{self.api_port}"

    @property
    def api_url(self) -> str:
        """Address of the API."""
        return f"{self.endpoint}/_aws/execute-api/{API_ID}/{STAGE}"

    @property
    def live_url(self) -> str:
        """Address of the live connections."""
        return self.api_url.replace("http", "ws", 1)

    @property
    def page_url(self) -> str:
        """Address of the page with the widget."""
        return f"http://127.0.0.1:{self.page_port}/"

    @property
    def cockpit_url(self) -> str:
        """Address of the agents' cockpit."""
        return f"http://127.0.0.1:{self.cockpit_port}/"


def read_settings() -> LocalSettings:
    """The settings of this run. Raises `ConfigurationError` naming the variable that is wrong."""
    try:
        return LocalSettings.model_validate(dict(os.environ))
    except ValidationError as error:
        problem = error.errors()[0]
        raise ConfigurationError(f"{problem['loc'][0]}: {problem['msg']}") from error


def openai_key() -> str:
    """The key for an OpenAI-compatible server; empty without one, which local servers do not ask for."""
    return os.environ.get("OPENAI_API_KEY", "")
