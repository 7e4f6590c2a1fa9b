"""What `sam package` does before a deployment: code and nested templates are uploaded, and their addresses written in.

Packages hold our own files only; third-party code comes from this Python's site-packages. The emulator applies no
transform inside a nested stack, so each template is uploaded as SAM expands it.
"""

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from infra.local.settings import ROOT
from infra.package import sources
from infra.templates import FUNCTION, LAYER, Template, expanded, nested, read_template

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

ARTIFACTS: Final = "curbside-artifacts"
LEFT_OUT: Final = {"KnowledgeBucketPolicy"}
"""Resources that only AWS gets. This one refuses plain HTTP, and that is how the emulator is reached."""


class Uploader:
    """Uploads templates and all that they point to, each file once."""

    def __init__(self, s3: "S3Client", endpoint: str) -> None:
        self._s3 = s3
        self._endpoint = endpoint
        self._uploaded: dict[Path, str] = {}
        s3.create_bucket(Bucket=ARTIFACTS)

    def packaged(self, path: Path) -> Template:
        """Return a template that can be deployed, once all that it points to is uploaded."""
        template = read_template(path)
        template.get("Globals", {}).get("Function", {}).pop("CodeUri", None)
        template["Resources"] = {name: one for name, one in template["Resources"].items() if name not in LEFT_OUT}
        for name, child in nested(template, path).items():
            template["Resources"][name]["Properties"]["TemplateURL"] = self._address_of(child)
        for name, resource in template["Resources"].items():
            if resource["Type"] == FUNCTION:
                resource["Properties"]["CodeUri"] = self._archive(name, zip_function(name))
            elif resource["Type"] == LAYER:
                resource["Properties"]["ContentUri"] = self._archive(name, zip_files({"python/README": name.encode()}))
        return expanded(template)

    def _address_of(self, path: Path) -> str:
        if path not in self._uploaded:
            key = f"{path.stem}.json"
            self._s3.put_object(Bucket=ARTIFACTS, Key=key, Body=json.dumps(self.packaged(path)).encode())
            self._uploaded[path] = f"{self._endpoint}/{ARTIFACTS}/{key}"
        return self._uploaded[path]

    def _archive(self, name: str, body: bytes) -> dict[str, str]:
        self._s3.put_object(Bucket=ARTIFACTS, Key=f"{name}.zip", Body=body)
        return {"Bucket": ARTIFACTS, "Key": f"{name}.zip"}


def zip_function(name: str) -> bytes:
    """Our own files of a function."""
    files, _ = sources(name)
    return zip_files({str(file.relative_to(ROOT)): file.read_bytes() for file in sorted(files)})


def zip_files(files: dict[str, bytes]) -> bytes:
    """A zip archive in memory, not compressed: it stays on this machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
