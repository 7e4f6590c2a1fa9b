"""What the emulator does not read from an API's definition, applied through the API that AWS has for it.

The answers of the gateway itself and those to CORS preflights stand in the definition of the REST API. AWS reads them
there; the emulator reads paths, integrations and authorizers only. Both come from the definition: there is one source.
"""

from typing import Any

from infra.local.settings import API_ID, STAGE


def complete_api(definition: dict[str, Any], gateway: Any) -> None:
    """Apply the gateway responses and the answers to preflights of an API's definition, and deploy its stage again."""
    apply_gateway_responses(definition["x-amazon-apigateway-gateway-responses"], gateway)
    apply_cors(definition["paths"], gateway)
    gateway.create_deployment(restApiId=API_ID, stageName=STAGE)


def apply_gateway_responses(responses: dict[str, Any], gateway: Any) -> None:
    """The API's own errors as problem documents."""
    for kind, wanted in responses.items():
        gateway.put_gateway_response(restApiId=API_ID, responseType=kind, **wanted)


def apply_cors(paths: dict[str, Any], gateway: Any) -> None:
    """What a browser is told before it calls from another origin."""
    resources = {
        resource["path"]: resource["id"] for resource in gateway.get_resources(restApiId=API_ID, limit=500)["items"]
    }
    for path, operations in paths.items():
        answer = operations["options"]["x-amazon-apigateway-integration"]["responses"]["default"]
        headers = answer["responseParameters"]
        where = {"restApiId": API_ID, "resourceId": resources[path], "httpMethod": "OPTIONS", "statusCode": "200"}
        gateway.put_method_response(**where, responseParameters=dict.fromkeys(headers, False))
        gateway.put_integration_response(**where, responseParameters=headers)
