"""A panel drawn by lot under quotas, as fairly as the quotas allow: pure functions, seeds passed in.

LEXIMIN after Flanigan, Gölz, Gupta, Hennig, Procaccia: “Fair algorithms for selecting citizens' assemblies”,
Nature 596 (2021), built here from the paper over people of equal traits. `finding.find` gives the lottery or the clash,
`draw` draws from it. The method is told in `docs/panels.md`. The parts that solve import numpy and highspy: whoever
calls them does so where the work is done, so that a web process starts without.
"""
