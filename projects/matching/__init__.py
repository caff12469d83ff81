"""Who fits a request, and why: pure functions from frozen values to frozen values.

Nothing here knows Django, a database, a clock or a language. The day and the seed are passed in; facts come
out as codes with parameters (`reasons`), and `projects/candidates/` puts them into words. The rule is told in
`docs/matching.md`.
"""
