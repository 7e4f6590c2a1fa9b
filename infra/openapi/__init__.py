"""`openapi.yaml` and what else is generated from the routes and the models. No function imports it."""
