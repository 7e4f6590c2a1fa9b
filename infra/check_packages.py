"""Whether what `sam build` made can run: each function with its layers is small enough, and its handler imports alone.

    python -m infra.check_packages .aws-sam/build x86_64

The handlers are imported by the Lambda runtime's own version of Python, with nothing on its path but the package, in
the order in which Lambda would find it. Without that Python, or on another processor than the packages are for, only
sizes are checked, and a line says so.
"""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

from handlers import environment
from handlers.environment import Environment
from infra.package import ENCODER, LAYERS, MACHINES, RUNTIME, runtime_python
from infra.templates import FUNCTION, Template, nested, read_template

MOST_BYTES: Final = 235 * 1024 * 1024
"""Most that an unzipped function may have with its layers: Lambda takes 250 MB, and what will come needs room."""
UNREACHABLE: Final = "http://127.0.0.1:9"
_IMPORT: Final = """
import json, re, sys, time
sys.path[:0] = {paths}
started = time.perf_counter()
import {module}
seconds = time.perf_counter() - started
peak_kb = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
print(json.dumps([seconds, int(peak_kb) / 1024]))
"""


class Package(NamedTuple):
    """One function as it would lie in Lambda."""

    name: str
    size_mb: float
    import_seconds: float | None
    memory_mb: float | None
    error: str | None


def packages(build: Path, python: str | None) -> list[Package]:
    """Every function of the built stacks, measured."""
    stacks = [(path.parent, read_template(path)) for path in built_stacks(build)]
    layers = {layer: folder / layer for folder, _ in stacks for layer in LAYERS if (folder / layer).is_dir()}
    return [
        examine(folder / name, [layers[layer] for layer in layers_of(resource)], resource, python)
        for folder, template in stacks
        for name, resource in template["Resources"].items()
        if resource["Type"] == FUNCTION
    ]


def built_stacks(build: Path) -> list[Path]:
    """The templates of the stacks that `sam build` wrote, each beside what it built for it."""
    root = build / "template.yaml"
    return list(nested(read_template(root), root).values())


def examine(folder: Path, layers: list[Path], resource: Template, python: str | None) -> Package:
    """Size of one function with its layers, and how its import goes."""
    name = folder.name
    size = sum(file.stat().st_size for part in [folder, *layers] for file in part.rglob("*") if file.is_file())
    size_mb = round(size / 1024 / 1024, 1)
    if size > MOST_BYTES:
        return Package(name, size_mb, None, None, f"{size_mb} MB unzipped; it may have {MOST_BYTES // 1024 // 1024} MB")
    if python is None:
        return Package(name, size_mb, None, None, None)
    paths = [str(folder), *(str(layer / "python") for layer in layers)]
    return try_import(name, resource["Properties"]["Handler"].rsplit(".", 1)[0], size_mb, paths, python)


def layers_of(resource: Template) -> list[str]:
    """Layers of a function as deployed by default, where no condition of the stacks holds."""
    own = resource["Properties"].get("Layers", [])
    own = own["Fn::If"][2] if "Fn::If" in own else own
    names = ["BaseLayer", *(layer["Ref"] for layer in own)]
    return [name for name in LAYERS if name in names]


def needed_names() -> set[str]:
    """Return the variables that any function needs to start."""
    models = [model for model in vars(environment).values() if isinstance(model, type)]
    fields = [field for model in models if issubclass(model, Environment) for field in model.model_fields.values()]
    return {str(field.alias) for field in fields if field.is_required()}


def try_import(name: str, module: str, size_mb: float, paths: list[str], python: str) -> Package:
    """Import a handler in a fresh, isolated interpreter."""
    variables = {
        "AWS_ACCESS_KEY_ID": "none",
        "AWS_SECRET_ACCESS_KEY": "none",
        "AWS_ENDPOINT_URL": UNREACHABLE,
        "AWS_MAX_ATTEMPTS": "1",
        "ENCODER_FOLDER": next((path.removesuffix("python") + ENCODER for path in paths if "EncoderLayer" in path), ""),
        **dict.fromkeys(needed_names(), "none"),
        "AWS_REGION": "us-east-1",
        "LIVE_URL": "wss://live.invalid/v1",
        "POWERTOOLS_SERVICE_NAME": "curbside",
        "PATH": os.environ["PATH"],
    }
    script = _IMPORT.format(paths=json.dumps(paths), module=module)
    run = subprocess.run([python, "-I", "-B", "-c", script], env=variables, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return Package(name, size_mb, None, None, run.stderr.strip().splitlines()[-1])
    seconds, memory = json.loads(run.stdout.splitlines()[-1])
    return Package(name, size_mb, round(seconds, 2), round(memory), None)


def main() -> int:
    """Check every package; returns 1 if one cannot run."""
    build, architecture = sys.argv[1:]
    python = runtime_python()
    if python is None:
        print(f"no Python {RUNTIME} here: sizes are checked, imports are not")
    if ("linux", MACHINES[architecture]) != (sys.platform, platform.machine()):
        print(f"packages for {architecture} are not imported here: only sizes are checked")
        python = None
    found = packages(Path(build), python)
    for package in found:
        imported = f"{package.import_seconds:5.2f} s {package.memory_mb:4.0f} MB" if package.import_seconds else ""
        print(f"{package.name:<16}{package.size_mb:6.1f} MB unzipped   {imported}   {package.error or ''}")
    return 1 if any(package.error for package in found) else 0


if __name__ == "__main__":
    raise SystemExit(main())
