"""A Bedrock that can be tried: the wire protocol of `bedrock-runtime`, answers by rules or from a model elsewhere."""
