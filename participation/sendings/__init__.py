"""Sendings: what is decided quietly about a request is told to everyone at once, after a look and a pause."""
