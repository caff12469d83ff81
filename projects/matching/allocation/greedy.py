"""One request after the other, each with the best who are left: what happens without a plan for all of them."""

import numpy as np

from projects.matching.allocation.values import Plan, Question, Seat, plan_of


def one_by_one(question: Question) -> Plan:
    """The openings in their order, each filled with those worth most who can still take a seat."""
    left, sits, seats = question.limits.copy(), set[tuple[str, int]](), list[Seat]()
    for number, opening in enumerate(question.openings):
        taken = 0
        for place in np.argsort(-opening.worths, kind="stable").tolist():
            person = int(opening.people[place])
            if taken == opening.seats:
                break
            if left[person] > 0 and (opening.project, person) not in sits:
                left[person] -= 1
                taken += 1
                sits.add((opening.project, person))
                seats.append(Seat(number, person))
    return plan_of(question, seats)
