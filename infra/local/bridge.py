"""What the emulator does not read from an API's definition, applied through the API that AWS has for it.

SAM writes gateway responses and the answers to CORS preflights into the definition of the REST API. AWS reads them
there; the emulator reads paths, integrations and authorizers only. Both come from the template, so there is one source.
"""

from typing import Any

from infra.local.settings import API_ID, STAGE


def complete_api(template: dict[str, Any], gateway: Any) -> None:
    """Apply the gateway responses and CORS of the template's API, and deploy its stage again."""
    api = template["Resources"]["Api"]["Properties"]
    apply_gateway_responses(api["GatewayResponses"], gateway)
    apply_cors(api["Cors"], gateway)
    gateway.create_deployment(restApiId=API_ID, stageName=STAGE)


def apply_gateway_responses(responses: dict[str, Any], gateway: Any) -> None:
    """The API's own errors as problem documents."""
    for kind, wanted in responses.items():
        headers = wanted.get("ResponseParameters", {}).get("Headers", {})
        status = {"statusCode": str(wanted["StatusCode"])} if "StatusCode" in wanted else {}
        gateway.put_gateway_response(
            restApiId=API_ID,
            responseType=kind,
            responseParameters={f"gatewayresponse.header.{name}": value for name, value in headers.items()},
            responseTemplates=wanted["ResponseTemplates"],
            **status,
        )


def apply_cors(cors: dict[str, str], gateway: Any) -> None:
    """What a browser is told before it calls from another origin."""
    headers = {
        "method.response.header.Access-Control-Allow-Origin": cors["AllowOrigin"],
        "method.response.header.Access-Control-Allow-Headers": cors["AllowHeaders"],
        "method.response.header.Access-Control-Allow-Methods": cors["AllowMethods"],
        "method.response.header.Access-Control-Max-Age": cors["MaxAge"],
    }
    for resource in gateway.get_resources(restApiId=API_ID, limit=500)["items"]:
        if "OPTIONS" not in resource.get("resourceMethods", {}):
            continue
        where = {"restApiId": API_ID, "resourceId": resource["id"], "httpMethod": "OPTIONS", "statusCode": "200"}
        gateway.put_method_response(**where, responseParameters=dict.fromkeys(headers, False))
        gateway.put_integration_response(**where, responseParameters=headers)
