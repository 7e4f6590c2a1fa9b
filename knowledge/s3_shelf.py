"""Documents and their indexes in a bucket: `documents/TENANT/` is what people fill, `index/TENANT/` what is made of it.

Publishing writes the index file first and the pointer last, so that readers see the old index or the new one, never
half. The pointer is written on condition that it still says what it said when the work began: of two runs at once one
wins, and the other notices (docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import boto3
from botocore.exceptions import ClientError
from pydantic import ValidationError

from aws.errors import code_of, translated
from contracts.errors import ConfigurationError, NotFound
from knowledge.index import Manifest
from knowledge.records import Report
from knowledge.shelf import Current, Listed, Version, pointer_to, version_in
from knowledge.tenants import DOCUMENTS, INDEX, PUBLISHED, checked_tenant, pointer_of, report_of, tenant_of

MISSING: Final = frozenset({"NoSuchKey", "404"})
"""What S3 calls an object that is not there, for GET and for HEAD."""
_CLOSED: Final = frozenset({*MISSING, "AccessDenied", "InvalidObjectState"})
"""What S3 says of a single object that is gone, closed to us or in an archive."""
_MOVED_ON: Final = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey"})
_translated = translated("knowledge bucket")


class Tenants(NamedTuple):
    """Who has documents, or had some, in a bucket."""

    names: tuple[str, ...]
    strays: tuple[str, ...]
    """Paths below `documents/` that lie in no tenant's folder: nobody is answered from them."""


@_translated
def tenants_in(bucket: str, region: str) -> Tenants:
    """The tenants of a bucket, by name."""
    s3 = boto3.client("s3", region_name=region)
    names, strays = set[str](), list[str]()
    for prefix in (DOCUMENTS, INDEX):
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix, Delimiter="/"):
            found = [entry["Prefix"].removeprefix(prefix) for entry in page.get("CommonPrefixes", [])]
            names |= {tenant for path in found if (tenant := tenant_of(path))}
            if prefix == DOCUMENTS:
                files = [entry["Key"].removeprefix(prefix) for entry in page.get("Contents", [])]
                strays += [path for path in (*found, *files) if path and tenant_of(path) is None]
    return Tenants(tuple(sorted(names)), tuple(sorted(strays)))


class S3Shelf:
    """What a tenant has in a bucket."""

    def __init__(self, bucket: str, region: str, tenant: str, client: Any = None) -> None:
        """With `client` shelves share its connections. Raises `InvalidInput` for a name that no tenant has."""
        self.tenant = checked_tenant(tenant)
        self._s3 = client or boto3.client("s3", region_name=region)
        self._bucket = bucket
        self._documents, self._index = f"{DOCUMENTS}{tenant}/", f"{INDEX}{tenant}/"

    @_translated
    def listing(self) -> Mapping[str, Listed]:
        """What lies below the documents of the tenant; objects that only stand for a folder are left out."""
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._documents)
        objects = (entry for page in pages for entry in page.get("Contents", []) if not entry["Key"].endswith("/"))
        return {
            entry["Key"].removeprefix(self._documents): Listed(entry["ETag"].strip('"'), entry["Size"])
            for entry in objects
        }

    @_translated
    def read(self, name: str) -> bytes:
        """Download one of them. Raises `NotFound` if it is gone, closed to us or in an archive."""
        try:
            return self._s3.get_object(Bucket=self._bucket, Key=f"{self._documents}{name}")["Body"].read()
        except ClientError as error:
            code = code_of(error)
            if code in _CLOSED or code.startswith("KMS."):
                raise NotFound(name, f"cannot be fetched: {code}") from error
            raise

    @_translated
    def add(self, name: str, content: bytes) -> None:
        """Put a document."""
        self._s3.put_object(Bucket=self._bucket, Key=f"{self._documents}{name}", Body=content)

    @_translated
    def delete(self, name: str) -> None:
        """Delete a document with all its earlier states."""
        self._delete(f"{self._documents}{name}")

    @_translated
    def current(self) -> Current | None:
        """What the pointer says."""
        try:
            pointer = self._s3.get_object(Bucket=self._bucket, Key=pointer_of(self.tenant))
        except ClientError as error:
            if code_of(error) in MISSING:
                return None
            raise
        return Current(version_in(pointer["Body"].read()), pointer["ETag"])

    @_translated
    def fetch(self, version: str, folder: Path) -> Path:
        """Download an index file into `folder`."""
        archive = folder / f"{version}.tar"
        self._s3.download_file(self._bucket, f"{self._index}{archive.name}", str(archive))
        return archive

    @_translated
    def upload(self, archive: Path, manifest: Manifest) -> None:
        """Upload what an index file says about itself, and the file."""
        body = manifest.sized(archive).model_dump_json().encode()
        self._s3.put_object(Bucket=self._bucket, Key=f"{self._index}{manifest.version}.json", Body=body)
        self._s3.upload_file(str(archive), self._bucket, f"{self._index}{manifest.version}.tar")

    @_translated
    def point(self, version: str, instead_of: Current | None) -> bool:
        """Move the pointer, unless somebody else did."""
        body = pointer_to(version)
        try:
            if instead_of:
                self._s3.put_object(
                    Bucket=self._bucket, Key=pointer_of(self.tenant), Body=body, IfMatch=instead_of.token
                )
            else:
                self._s3.put_object(Bucket=self._bucket, Key=pointer_of(self.tenant), Body=body, IfNoneMatch="*")
        except ClientError as error:
            if code_of(error) in _MOVED_ON:
                return False
            raise
        self._s3.put_object(Bucket=self._bucket, Key=PUBLISHED, Body=b"")
        return True

    @_translated
    def versions(self) -> Sequence[Version]:
        """By the time at which they were uploaded."""
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._index)
        found = [entry for page in pages for entry in page.get("Contents", []) if entry["Key"].endswith(".tar")]
        found.sort(key=lambda entry: (entry["LastModified"], entry["Key"]), reverse=True)
        return [
            Version(entry["Key"].removeprefix(self._index).removesuffix(".tar"), entry["LastModified"], entry["Size"])
            for entry in found
        ]

    @_translated
    def manifest_of(self, version: str) -> Manifest | None:
        """As it was uploaded beside the index file."""
        try:
            body = self._s3.get_object(Bucket=self._bucket, Key=f"{self._index}{version}.json")["Body"].read()
            return Manifest.model_validate_json(body)
        except ValidationError:
            return None
        except ClientError as error:
            if code_of(error) in MISSING:
                return None
            raise

    @_translated
    def remove(self, version: str) -> None:
        """Delete an index file, and what lies beside it."""
        self._delete(f"{self._index}{version}.tar")
        self._delete(f"{self._index}{version}.json")

    @_translated
    def write_report(self, report: Report) -> None:
        """Put it beside the indexes."""
        self._s3.put_object(
            Bucket=self._bucket, Key=report_of(self.tenant), Body=report.model_dump_json(indent=2).encode()
        )

    @_translated
    def report(self) -> Report | None:
        """What the last run did; None before the first. Raises `ConfigurationError` if it cannot be read."""
        try:
            key = report_of(self.tenant)
            return Report.model_validate_json(self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read())
        except ValidationError as error:
            reason = f"{key} cannot be read ({error.error_count()} errors): the next ingestion writes it anew"
            raise ConfigurationError(reason) from None
        except ClientError as error:
            if code_of(error) in MISSING:
                return None
            raise

    def _delete(self, key: str) -> None:
        """Every state of an object: in a bucket with versioning a plain DELETE would only hide it."""
        for page in self._s3.get_paginator("list_object_versions").paginate(Bucket=self._bucket, Prefix=key):
            for entry in (*page.get("Versions", []), *page.get("DeleteMarkers", [])):
                if entry["Key"] == key:
                    self._s3.delete_object(Bucket=self._bucket, Key=key, VersionId=entry["VersionId"])
