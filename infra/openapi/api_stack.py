"""The stack of the API, made from the document: its routes, who may call them, and the functions that answer.

The functions come as parameters, so that other stacks own them. A deployment of an API never changes once it is made;
its logical id holds a hash of all that it publishes, so that any change of a route makes a new one.
"""

import hashlib
import json
from typing import Any, Final

from infra.openapi.gateway_responses import gateway_responses

Json = dict[str, Any]
AUTHORIZER: Final = "Authorizer"
"""Logical id of the function that says who calls."""
STAFF_AUTHORIZER: Final = "StaffAuthorizer"
"""The same function on routes of staff, where nothing that it said is remembered."""
REMEMBERED_SECONDS: Final = 60
"""How long the gateway remembers what the authorizer said of a key or token, seconds. Of staff it asks each time, so
that who has signed out is refused at the next call."""
REQUESTS_A_SECOND: Final = 500
"""Requests a second that the gateway lets through, all callers together; more are answered with 429."""
REQUESTS_AT_ONCE: Final = 1_000
"""Requests that may come at the same instant."""


def api_stack(document: Json) -> Json:
    """Return the CloudFormation template of the API that `document` describes."""
    functions = sorted({function for _, _, function in _routes(document)})
    body = _body(document)
    deployment = f"Deployment{_hash(body)}"
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "The API of Curbside. Its functions belong to other stacks.",
        "Parameters": {name: {"Type": "String"} for name in ("Stage", AUTHORIZER, *functions)},
        "Resources": {
            "Api": {
                "Type": "AWS::ApiGateway::RestApi",
                "Properties": {"EndpointConfiguration": {"Types": ["REGIONAL"]}, "Body": body},
            },
            deployment: {"Type": "AWS::ApiGateway::Deployment", "Properties": {"RestApiId": {"Ref": "Api"}}},
            "ApiStage": _stage(deployment),
            f"{AUTHORIZER}Permission": _permission(AUTHORIZER, "authorizers/*"),
            **{f"{function}Permission": _permission(function, "*/*") for function in functions},
        },
        "Outputs": {
            "Id": {"Value": {"Ref": "Api"}},
            "Url": {"Value": {"Fn::Sub": "https://${Api}.execute-api.${AWS::Region}.amazonaws.com/${ApiStage}"}},
        },
    }


def _routes(document: Json) -> list[tuple[str, str, str]]:
    """Path, method and function of every operation."""
    return [
        (path, method, operation["x-curbside-function"])
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    ]


def _body(document: Json) -> Json:
    """What the gateway needs to know of the document. Bodies are checked by the functions, so schemas stay out."""
    return {
        "openapi": document["openapi"],
        "info": {name: document["info"][name] for name in ("title", "version")},
        "paths": {
            _resource(path, operations): {
                **{method: _operation(operation) for method, operation in operations.items()},
                "options": _preflight(document["x-curbside-cors"]),
            }
            for path, operations in document["paths"].items()
        },
        "components": {
            "securitySchemes": {
                AUTHORIZER: _scheme(REMEMBERED_SECONDS),
                STAFF_AUTHORIZER: _scheme(remembered_seconds=0),
            }
        },
        "x-amazon-apigateway-gateway-responses": gateway_responses(),
    }


def _resource(path: str, operations: Json) -> str:
    """A path as the gateway wants it: what may hold slashes is called `{name+}` there."""
    for operation in operations.values():
        for parameter in operation.get("parameters", ()):
            if parameter.get("x-curbside-greedy"):
                path = path.replace(f"{{{parameter['name']}}}", f"{{{parameter['name']}+}}")
    return path


def _operation(operation: Json) -> Json:
    """One route. Whatever credential it takes, the one authorizer reads it."""
    return {
        "operationId": operation["operationId"],
        "security": [{_authorizer_of(scheme): []} for scheme in operation["security"]],
        "responses": {},
        "x-amazon-apigateway-integration": {
            "type": "aws_proxy",
            "httpMethod": "POST",
            "uri": _invocation_of(operation["x-curbside-function"]),
        },
    }


def _authorizer_of(scheme: Json) -> str:
    return STAFF_AUTHORIZER if "staffToken" in scheme else AUTHORIZER


def _preflight(cors: Json) -> Json:
    """What a browser is told before it calls from another origin. No function runs."""
    headers = {
        "Access-Control-Allow-Origin": cors["allowOrigin"],
        "Access-Control-Allow-Headers": ",".join(cors["allowHeaders"]),
        "Access-Control-Allow-Methods": ",".join(cors["allowMethods"]),
        "Access-Control-Max-Age": str(cors["maxAge"]),
    }
    return {
        "security": [],
        "responses": {
            "200": {
                "description": "What pages of other origins may do.",
                "headers": {name: {"schema": {"type": "string"}} for name in headers},
            }
        },
        "x-amazon-apigateway-integration": {
            "type": "mock",
            "requestTemplates": {"application/json": '{"statusCode": 200}'},
            "responses": {
                "default": {
                    "statusCode": "200",
                    "responseParameters": {
                        f"method.response.header.{name}": f"'{value}'" for name, value in headers.items()
                    },
                    "responseTemplates": {"application/json": "{}"},
                }
            },
        },
    }


def _invocation_of(function: str) -> Json:
    arn = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${%s}/invocations"
    return {"Fn::Sub": arn % function}


def _stage(deployment: str) -> Json:
    return {
        "Type": "AWS::ApiGateway::Stage",
        "Properties": {
            "RestApiId": {"Ref": "Api"},
            "DeploymentId": {"Ref": deployment},
            "StageName": {"Ref": "Stage"},
            "TracingEnabled": True,
            "MethodSettings": [
                {
                    "HttpMethod": "*",
                    "ResourcePath": "/*",
                    "ThrottlingRateLimit": REQUESTS_A_SECOND,
                    "ThrottlingBurstLimit": REQUESTS_AT_ONCE,
                    "MetricsEnabled": True,
                }
            ],
        },
    }


def _permission(function: str, part_of_api: str) -> Json:
    """Lets this API, and no other, call a function."""
    source = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/"
    return {
        "Type": "AWS::Lambda::Permission",
        "Properties": {
            "Action": "lambda:InvokeFunction",
            "FunctionName": {"Ref": function},
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": {"Fn::Sub": source + part_of_api},
        },
    }


def _hash(body: Json) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:10]


def _scheme(remembered_seconds: int) -> Json:
    return {
        "type": "apiKey",
        "name": "Authorization",
        "in": "header",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": {
            "type": "request",
            "identitySource": "method.request.header.Authorization",
            "authorizerUri": _invocation_of(AUTHORIZER),
            "authorizerResultTtlInSeconds": remembered_seconds,
        },
    }
