"""The words of a draw: what clashes and what to change, how fair it is, and chances as one in so many."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.formats import date_format, localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.matching.panels.law import least_of_each_gender
from projects.matching.panels.values import Clash, Loosening, Quota, Trait

# A chance this near to another is the same to people.
ALIKE = 0.0005
CERTAIN = 0.9995


def nobody(found: Any) -> str:
    """Why there is nobody to draw, and what to change."""
    if not found.network:
        return _("There is nobody in the network yet. Look for people first.")
    if found.held_back == found.network:
        return _(
            "Everybody in the network is held back from this request: by a pause, a limit, a consent or a no. "
            "“Why not …?” among the candidates tells what, and for whom."
        )
    if found.decided and found.held_back + found.decided == found.network:
        return _(
            "Everybody who may be asked has been decided on by hand. Take some choices back, or ask them."
        )
    return _("Nobody has what the request looks for. Let more people be drawn, or change the request.")


def not_known() -> str:
    return _(
        "It takes longer than three seconds to say whether a panel exists. You can publish the draw; it will tell."
    )


def clash(found: Clash, labels: Mapping[Trait, str], seats: int, pool: Any) -> list[str]:
    """What cannot be kept, and the smallest change with which a panel exists."""
    people = len(pool.people)
    if people < seats:
        text = ngettext(
            "Only %(people)d person may be drawn, and the panel has %(seats)d seats. Ask for fewer, or let more people "
            "be drawn.",
            "Only %(people)d people may be drawn, and the panel has %(seats)d seats. Ask for fewer, or let more people "
            "be drawn.",
            people,
        )
        return [text % {"people": people, "seats": seats}]
    said = [_stands(found.clashing, labels, pool)]
    said += [_change(one, labels) for one in found.loosening]
    return said


def fairness(certificate: Mapping[str, Any], people: int, seats: int) -> str:
    """How near the draw comes to giving everybody the same chance, in a sentence."""
    smallest = certificate["smallest"]
    if smallest >= seats / people - ALIKE:
        return _("Everybody had the same chance: %(chance)s.") % {"chance": one_in(smallest)}
    if smallest < ALIKE:
        return _("Somebody had no chance, or nearly none: under these quotas they fit into hardly any panel.")
    best = certificate["bound"]
    if certificate["is_proven"] or best - smallest < ALIKE:
        return _(
            "Nobody had a smaller chance than %(chance)s. No draw under these quotas gives a better smallest chance."
        ) % {"chance": one_in(smallest)}
    return _(
        "Nobody had a smaller chance than %(chance)s. The best that could be under these quotas is at most %(best)s."
    ) % {"chance": one_in(smallest), "best": one_in(best)}


def costs(labels: Sequence[str]) -> str:
    """Which quotas hold the smallest chance down; empty when none does."""
    if not labels:
        return ""
    return _("These quotas cost fairness: %(quotas)s.") % {"quotas": "; ".join(labels)}


def one_in(chance: float) -> str:
    """A chance as people say it: about one in six."""
    if chance >= CERTAIN:
        return _("certain")
    if chance < ALIKE:
        return _("none, or nearly none")
    if chance > 2 / 3:
        return _("about %(share)d in 10") % {"share": min(9, round(chance * 10))}
    number = round(1 / chance)
    return _("about one in two") if number == 2 else _("about one in %(number)d") % {"number": number}


def chance_between(chances: Sequence[float]) -> str:
    """The chance of people who share a value: one, or from the smallest to the largest."""
    if not chances:
        return "–"
    low, high = one_in(min(chances)), one_in(max(chances))
    if low == high:
        return low
    return _("from %(low)s to %(high)s") % {"low": low, "high": high}


def gender_balance(seats: int) -> str:
    """What § 28 asks of a public committee of this size; Medvirk does not know anybody's gender."""
    least = least_of_each_gender(seats)
    if not least:
        return ""
    return _(
        "A public committee of %(seats)d has at least %(least)d of each gender (likestillings- og "
        "diskrimineringsloven § 28). The network does not keep gender, so look at it yourself when the panel is drawn."
    ) % {"seats": seats, "least": least}


def drawn_reason(panel: Any) -> str:
    """The reason that is kept with the choice."""
    return _("Drawn by lot, draw %(draw)s") % {"draw": panel.public_id}


def record(panel: Any, *, people: int, erased: int) -> list[str]:
    """The draw among so many people in sentences, for the page, the paper and the archive."""
    told = []
    if panel.published_at:
        told.append(
            _(
                "The seed %(seed)s was published on %(moment)s, before the draw. Quotas and people were fixed then."
            )
            % {"seed": panel.seed, "moment": moment(panel.published_at)}
        )
        text = ngettext(
            "%(people)d person was in the draw for %(seats)d seats.",
            "%(people)d people were in the draw for %(seats)d seats.",
            people,
        )
        told.append(text % {"people": people, "seats": panel.seats})
    if panel.is_drawn:
        labels = [row.label for row in panel.quotas.all()]
        dear = [labels[place] for place in panel.certificate["costs"] if place < len(labels)]
        told += [
            _("It was drawn on %(moment)s, with ticket %(ticket)d of a billion.")
            % {"moment": moment(panel.drawn_at), "ticket": panel.ticket},
            fairness(panel.certificate, people, panel.seats),
            costs(dear),
            _("The largest distance from the fairest thinkable draw is %(share)s per cent points.")
            % {"share": localize(round(panel.certificate["shortfall"] * 100, 2))},
            _erased(erased),
        ]
    return [sentence for sentence in told if sentence]


def _erased(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)d of those drawn has been erased since, so the name is not here.",
        "%(count)d of those drawn have been erased since, so their names are not here.",
        count,
    ) % {"count": count}


def moment(when: Any) -> str:
    """A moment as the record tells it."""
    return str(date_format(localtime(when), "DATETIME_FORMAT"))


def answer(code: str) -> str:
    """How it stands with somebody who was drawn."""
    return {
        "chosen": _("Not asked yet"),
        "asked": _("Asked, no answer yet"),
        "yes": _("Has said yes"),
        "no": _("Has said no, or not answered"),
        "gone": _("Cannot be chosen any more"),
    }[code]


def step(code: str) -> str:
    """What a draw under way is doing."""
    return {
        "relaxing": _("Finding the best chances that the quotas allow"),
        "mixing": _("Putting panels together"),
        "filling": _("Evening out the chances"),
        "proving": _("Making sure that no fairer draw exists"),
    }.get(code, _("Waiting for its turn"))


def _stands(clashing: Sequence[Quota], labels: Mapping[Trait, str], pool: Any) -> str:
    if len(clashing) == 1:
        quota = clashing[0]
        have = sum(quota.trait in person.traits for person in pool.people)
        if have < quota.minimum:
            return _("“%(label)s” wants at least %(minimum)d, and %(have)d may be drawn.") % {
                "label": labels[quota.trait],
                "minimum": quota.minimum,
                "have": have,
            }
    named = ", ".join(_("“%(label)s”") % {"label": labels[quota.trait]} for quota in clashing)
    if len(clashing) == 1:
        return _("%(quotas)s cannot be kept with this number of seats.") % {"quotas": named}
    return _("These cannot all be kept at once: %(quotas)s.") % {"quotas": named}


def _change(one: Loosening, labels: Mapping[Trait, str]) -> str:
    label = labels[one.quota.trait]
    if one.minimum < one.quota.minimum and one.maximum > one.quota.maximum:
        text = _("It works with from %(minimum)d to %(maximum)d of “%(label)s”.")
    elif one.minimum < one.quota.minimum:
        text = _("It works with at least %(minimum)d of “%(label)s”.")
    else:
        text = _("It works with at most %(maximum)d of “%(label)s”.")
    return text % {"minimum": one.minimum, "maximum": one.maximum, "label": label}
