"""A model behind an OpenAI-compatible server, spoken to in its words and heard in Bedrock's."""
