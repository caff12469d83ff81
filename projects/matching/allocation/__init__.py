"""All open seats at once: who sits where, so that the fifth project does not starve because the first came first.

A proposal and no more: a person takes it seat by seat. The method is told in `docs/season.md`.
"""
