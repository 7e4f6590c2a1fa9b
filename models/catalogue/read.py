"""Read the catalogue's files, once in a process."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError, model_validator

from contracts.base import Strict
from contracts.errors import ConfigurationError
from models.catalogue.model import Model

FOLDER: Final = Path(__file__).parent
ALIASES: Final = "aliases.json"
Read = TypeVar("Read")


class _Vendor(Strict):
    """A file of `vendors/`: the models of one vendor."""

    vendor: str
    models: tuple[Model, ...]

    @model_validator(mode="before")
    @classmethod
    def _vendor_of_each(cls, file: Any) -> Any:
        """Write the vendor into each model, so that the file says it once."""
        if not isinstance(file, dict) or not isinstance(file.get("models"), list):
            return file
        models = [
            model | {"vendor": file.get("vendor")} if isinstance(model, dict) else model for model in file["models"]
        ]
        return file | {"models": models}


def catalogue(folder: Path = FOLDER) -> Mapping[str, Model]:
    """Return every model by its name. Raises `ConfigurationError` naming a file and field that are wrong."""
    return _catalogue(folder)


@cache
def _catalogue(folder: Path) -> dict[str, Model]:
    found: dict[str, Model] = {}
    for path in sorted((folder / "vendors").glob("*.json")):
        for model in _read(path, TypeAdapter(_Vendor)).models:
            if model.name in found:
                raise ConfigurationError(f"{path.name}: models: {model.name} is in the catalogue twice")
            found[model.name] = model
    return found


def aliases(folder: Path = FOLDER) -> Mapping[str, tuple[Model, ...]]:
    """Return the chain of models of each alias, the first choice first.

    Raises `ConfigurationError` naming the alias if a chain is empty or holds what is no chat model of the catalogue.
    """
    return _aliases(folder)


@cache
def _aliases(folder: Path) -> dict[str, tuple[Model, ...]]:
    path, known = folder / ALIASES, catalogue(folder)
    chains = _read(path, TypeAdapter(dict[str, tuple[str, ...]]))
    for alias, names in chains.items():
        strangers = [name for name in names if name not in known or known[name].kind != "chat"]
        if strangers or not names:
            what = ", ".join(strangers) or "an empty chain"
            raise ConfigurationError(f"{path.name}: {alias}: {what} is no chat model of the catalogue")
    return {alias: tuple(known[name] for name in names) for alias, names in chains.items()}


def model_named(name: str) -> Model:
    """Return one model. Raises `ConfigurationError` if the catalogue has none of that name."""
    try:
        return catalogue()[name]
    except KeyError:
        raise ConfigurationError(f"the catalogue of models has no {name}; see python -m models.catalogue") from None


def _read(path: Path, kind: TypeAdapter[Read]) -> Read:
    try:
        return kind.validate_json(path.read_bytes())
    except OSError as error:
        raise ConfigurationError(f"{path.name}: {error.strerror}") from error
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(map(str, fault["loc"])) or "the whole file"
        raise ConfigurationError(f"{path.name}: {where}: {fault['msg']}") from error
