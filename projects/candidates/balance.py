"""The municipality's choice between fit and taking turns: what it is, and choosing it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality
from projects.candidates.models import Balance
from projects.matching.balance import WEIGHTS, Emphasis
from projects.matching.keys import Weights


class CannotBalance(Exception):
    """It is not one of the three choices; the text can be shown."""


def balance_of(municipality: Any) -> Balance:
    """What a municipality has chosen, or a row that is not saved where it has chosen nothing."""
    pk = getattr(municipality, "pk", municipality)
    return Balance.objects.filter(municipality=pk).first() or Balance(municipality_id=pk)


def weights_of(municipality: Any) -> Weights:
    """F and T for the order of candidates in a municipality; one query."""
    return WEIGHTS[Emphasis(balance_of(municipality).emphasis)]


@transaction.atomic
def set_balance(*, municipality: Any, emphasis: str, by: Any, at: datetime) -> Balance:
    """Chooses what counts most; lists from now on follow it, and what was shown before keeps what it had.

    Choosing the same again changes nothing. Refuses a word that is not one of the three.
    """
    if emphasis not in list(Emphasis):
        raise CannotBalance(_("Choose one of the three."))
    Municipality.objects.select_for_update(of=("self",)).get(pk=municipality.pk)
    balance = balance_of(municipality)
    if not balance._state.adding and balance.emphasis == emphasis:
        return balance
    balance.emphasis, balance.changed_at = emphasis, at
    balance.save()
    audit.record("balance.changed", obj=balance, by=by, at=at, fields=["emphasis"], purpose=emphasis)
    return balance
