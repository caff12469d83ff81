"""What panels and seasons share when they solve: a clock that ends it, and a solver that answers the same each time.

Apart from the rule of candidates, which knows no clock. Whoever solves imports highspy where the work is done.
"""
