"""Own terms of a municipality, through the services."""

from typing import Any

from representatives.catalogue import services
from representatives.catalogue.models import Term
from tests.cast import AT


def make_own_term(
    municipality: Any, name: str = "Fiskerihelse", kind: str = "experience", **more: Any
) -> Term:
    """A term of a municipality's own, called the same in three languages."""
    names = dict.fromkeys(services.NAMES, name)
    return services.add(municipality=municipality, kind=kind, names=names, by=None, at=AT, **more)


def names(nb: str, nn: str = "", en: str = "") -> dict[str, str]:
    """Three names; those that are not given are the first."""
    return {"name_nb": nb, "name_nn": nn or nb, "name_en": en or nb}
