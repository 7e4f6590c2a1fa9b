"""Amazon Bedrock: which models there are, and how they are called."""
