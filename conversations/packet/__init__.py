"""What a person reads of a conversation before they answer it, made of what is stored. Pure: no model is asked."""
