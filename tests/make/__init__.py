"""Rows for tests, made plainly: every function takes what matters and fills in the rest."""
