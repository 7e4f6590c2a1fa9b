"""The live channel: what travels over a WebSocket, who follows a conversation, and how a lost connection goes on."""
