"""Fitting of the trained heads: examples, data and commands. Imports the product; the product never imports it."""
