"""How the detection of languages is trained and measured; `languages.detect` does it."""
