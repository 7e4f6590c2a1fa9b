"""Which names of towns the product knows."""
