"""Measured quality. Imports the product; the product never imports it."""
