"""One folder a language with every word and phrase of it; and which language a text is in."""
