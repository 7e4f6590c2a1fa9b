"""A collection in memory that answers as OpenSearch does, as far as this project asks.

It holds what it is sent, finds it after a refresh, and refuses what it does not understand. It stands behind the real
client library, in place of the connection.
"""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import numpy as np
from opensearchpy import Connection

Json = dict[str, Any]
Judge = Callable[[str, str, Json, str | None, tuple[int, str]], None]
SHARDS = {"total": 1, "successful": 1, "skipped": 0, "failed": 0}
_WRITTEN = {"_shards": {"total": 1, "successful": 1, "failed": 0}, "_seq_no": 0, "_primary_term": 1}


class Refused(Exception):
    """A request that gets an error for an answer."""

    def __init__(self, status: int, type_: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.error = {"type": type_, "reason": reason}


class Collection:
    """Indexes with their documents, and aliases."""

    def __init__(self) -> None:
        self.mappings: dict[str, Json] = {}
        self.documents: dict[str, dict[str, Json]] = {}
        self.visible: dict[str, int] = {}
        self.aliases: dict[str, set[str]] = {}
        self.looks_until_visible = 0
        self.refusals: list[Callable[[Json], Json | None]] = []
        """Asked about each document sent; an answer is the item of the response that refuses it."""
        self.failures: list[Refused | Exception] = []
        """What the next requests get instead of an answer."""
        self.requests: list[tuple[str, str, str | None]] = []

    def handle(self, method: str, path: str, body: str | None) -> tuple[int, Any]:
        """Status and content of the answer."""
        self.requests.append((method, path, body))
        if self.failures:
            raise self.failures.pop(0)
        target, *operation = path.strip("/").split("/")
        handler = self._handlers().get((method, "/".join(["_aliases"] if target == "_aliases" else operation)))
        if handler is None:
            raise Refused(400, "illegal_argument_exception", f"no handler for {method} {path}")
        return handler(target, body or "")

    # The operations are among those that OpenSearch Serverless has, by the table in
    # docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-genref.html.
    def _handlers(self) -> dict[tuple[str, str], Callable[[str, str], tuple[int, Any]]]:
        return {
            ("HEAD", ""): lambda target, _: (200 if self._names(target) else 404, None),
            ("PUT", ""): self._create,
            ("DELETE", ""): self._delete,
            ("GET", "_mapping"): self._mappings_of,
            ("POST", "_bulk"): self._bulk,
            ("POST", "_search"): lambda target, body: (200, self._search(target, json.loads(body))),
            ("GET", "_msearch"): self._searches,
            ("POST", "_count"): lambda target, _: (200, {"count": len(self._found(target)), "_shards": SHARDS}),
            ("POST", "_aliases"): self._move,
        }

    def _mappings_of(self, target: str, _: str) -> tuple[int, Json]:
        return 200, {name: {"mappings": self.mappings[name]["mappings"]} for name in self._existing(target)}

    def _searches(self, target: str, body: str) -> tuple[int, Json]:
        return 200, {"took": 1, "responses": [self._answer(target, line) for line in body.splitlines()[1::2]]}

    def _names(self, target: str) -> list[str]:
        if target.endswith("*"):
            return [name for name in self.mappings if name.startswith(target[:-1])]
        return [target] if target in self.mappings else sorted(self.aliases.get(target, ()))

    def _existing(self, target: str) -> list[str]:
        names = self._names(target)
        if not names and not target.endswith("*"):
            raise Refused(404, "index_not_found_exception", f"no such index [{target}]")
        return names

    def _create(self, index: str, body: str) -> tuple[int, Json]:
        if self._names(index):
            raise Refused(400, "resource_already_exists_exception", f"index [{index}] already exists")
        self.mappings[index], self.documents[index], self.visible[index] = json.loads(body), {}, 0
        return 200, {"acknowledged": True, "shards_acknowledged": True, "index": index}

    def _delete(self, index: str, _: str) -> tuple[int, Json]:
        for name in self._existing(index):
            del self.mappings[name], self.documents[name]
            for names in self.aliases.values():
                names.discard(name)
        return 200, {"acknowledged": True}

    def _move(self, _: str, body: str) -> tuple[int, Json]:
        for action in json.loads(body)["actions"]:
            ((kind, content),) = action.items()
            (name,) = self._existing(content["index"])
            names = self.aliases.setdefault(content["alias"], set())
            if kind == "add":
                names.add(name)
            else:
                names.remove(name)
        return 200, {"acknowledged": True}

    def _bulk(self, index: str, body: str) -> tuple[int, Json]:
        (name,) = self._existing(index)
        lines, items = body.splitlines(), []
        for action, source in zip(lines[::2], lines[1::2], strict=True):
            if json.loads(action) != {"index": {}}:
                raise Refused(400, "illegal_argument_exception", "Document ID is not supported in create/index")
            items.append({"index": self._take(name, json.loads(source))})
        return 200, {"took": 1, "errors": any("error" in item["index"] for item in items), "items": items}

    def _take(self, name: str, document: Json) -> Json:
        known = self.mappings[name]["mappings"]["properties"]
        refused = next(filter(None, (refusal(document) for refusal in self.refusals)), None)
        if unknown := document.keys() - known.keys():
            refused = _item(400, "strict_dynamic_mapping_exception", f"introduction of {unknown} is not allowed")
        if refused:
            return {"_index": name, "_id": "", **refused}
        identity = uuid4().hex
        self.documents[name][identity] = document
        self.visible[name] = self.looks_until_visible
        return {"_index": name, "_id": identity, "_version": 1, "result": "created", "status": 201, **_WRITTEN}

    def _found(self, target: str) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for name in self._existing(target):
            if self.visible[name] == 0:
                found |= self.documents[name]
            self.visible[name] = max(0, self.visible[name] - 1)
        return found

    def _answer(self, index: str, body: str) -> Json:
        try:
            return {"status": 200, **self._search(index, json.loads(body))}
        except Refused as refused:
            return {"status": refused.status, "error": {**refused.error, "root_cause": [refused.error]}}

    def _search(self, index: str, body: Json) -> Json:
        scored = [(score(body["query"], document), identity) for identity, document in self._found(index).items()]
        hits = [
            {"_index": index, "_id": identity, "_score": value, **self._shown(index, identity, body)}
            for value, identity in scored
            if value is not None
        ]
        if nearest := body["query"].get("knn", {}).get("vector"):
            hits = sorted(hits, key=lambda hit: -hit["_score"])[: nearest["k"]]
        total = {"value": len(hits), "relation": "eq"}
        if sort := body.get("sort"):
            ((field, _),) = sort[0].items()
            hits = [{**hit, "_score": None, "sort": [self._value(index, hit["_id"], field)]} for hit in hits]
            hits = sorted((hit for hit in hits if hit["sort"] > body.get("search_after", [""])), key=_sorted)
        else:
            hits = sorted(hits, key=lambda hit: -hit["_score"])
        found = {"total": total, "max_score": None, "hits": hits[: body.get("size", 10)]}
        return {"took": 1, "timed_out": False, "_shards": SHARDS, "hits": found}

    def _value(self, index: str, identity: str, field: str) -> Any:
        return next(self.documents[name][identity] for name in self._names(index))[field]

    def _shown(self, index: str, identity: str, body: Json) -> Json:
        document = next(
            self.documents[name][identity] for name in self._names(index) if identity in self.documents[name]
        )
        wanted = body.get("_source", list(document))
        return {"_source": {field: document[field] for field in wanted if field in document}}


def score(query: Json, document: Json) -> float | None:
    """What a document scores for a query; None if it does not match."""
    ((kind, content),) = query.items()
    if kind == "match_all":
        return 1.0
    if kind == "bool":
        parts = [score(part, document) for part in content.get("must", [])]
        held = [score(part, document) for part in content.get("filter", [])]
        if any(score(part, document) is not None for part in content.get("must_not", [])):
            return None
        return None if None in (*parts, *held) else sum(part for part in parts if part is not None)
    ((field, wanted),) = content.items()
    value = document.get(field)
    return None if value is None else _leaf(kind, wanted, value, document)


def _leaf(kind: str, wanted: Any, value: Any, document: Json) -> float | None:
    values = value if isinstance(value, list) else [value]
    match kind:
        case "term":
            return _yes(wanted in values)
        case "terms":
            return _yes(not set(wanted).isdisjoint(values))
        case "range":
            checks = {"lte": value <= wanted.get("lte", value), "gte": value >= wanted.get("gte", value)}
            if unknown := wanted.keys() - checks.keys():
                raise Refused(400, "parsing_exception", f"[range] query does not support {unknown}")
            return _yes(all(checks.values()))
        case "match":
            shared = len(set(wanted["query"].split()) & set(value.split()))
            return float(shared) or None
        case "knn":
            held = score(wanted["filter"], document)
            return None if held is None else (1 + float(np.dot(wanted["vector"], value))) / 2
    raise Refused(400, "parsing_exception", f"unknown query [{kind}]")


def _yes(matched: bool) -> float | None:  # noqa: FBT001 - it is the answer itself
    return 1.0 if matched else None


def _item(status: int, type_: str, reason: str) -> Json:
    return {"status": status, "error": {"type": type_, "reason": reason}}


def busy(status: int = 429) -> Json:
    """The item of a bulk response for a document that must wait."""
    return _item(status, "rejected_execution_exception", "too many requests")


def malformed(field: str) -> Json:
    """The item of a bulk response for a document that is refused for good."""
    return _item(400, "mapper_parsing_exception", f"failed to parse field [{field}]")


def _sorted(hit: Json) -> Any:
    return hit["sort"]


class StandIn(Connection):
    """The connection that hands requests to a collection."""

    def __init__(self, collection: Collection, judge: Judge | None = None, **options: Any) -> None:
        super().__init__(**options)
        self._collection = collection
        self._judge = judge

    def perform_request(
        self,
        method: str,
        url: str,
        params: Any = None,
        body: bytes | None = None,
        timeout: Any = None,
        ignore: Any = (),
        headers: Any = None,
    ) -> Any:
        """Answer as a server would; what is wrong with a request by the specification fails the test."""
        text = body.decode() if body is not None else None
        try:
            status, content = self._collection.handle(method, url, text)
        except Refused as refused:
            status, content = refused.status, {"error": {**refused.error, "root_cause": [refused.error]}}
            content["status"] = status
        answer = "" if content is None else json.dumps(content)
        if self._judge:
            self._judge(method, url, params or {}, text, (status, answer))
        if status >= 300:
            self._raise_error(status, answer, "application/json")
        return status, {"content-type": "application/json"}, answer
