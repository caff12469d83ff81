"""What of this app uses terms of the catalogue: rates for a role."""

from django.utils.translation import ngettext

from representatives.catalogue.uses import Use


def _rates(count: int) -> str:
    return ngettext("%(n)d rate is for the role", "%(n)d rates are for the role", count) % {"n": count}


USES = (Use("participation.Rate.role", _rates),)
