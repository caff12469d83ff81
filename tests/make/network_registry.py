"""Two profiles that may be one person, and a merge that can be undone."""

from datetime import datetime
from typing import Any

from representatives.duplicates import services as duplicates
from representatives.registry.models import Representative
from tests.make.people import make_representative


def make_duplicates(town: Any, at: datetime) -> None:
    """The town's candidate may also be `double`; `merge` took in a profile of the same person."""
    common: dict[str, Any] = {"state": Representative.State.IN_CONVERSATION, "consents": (), "at": at}
    name = f"{town.mark}mor {town.mark}sen"
    town.keep("double", town.rows["candidate"])
    stays, goes = (make_representative(town.municipality, name, **common) for _number in range(2))
    town.keep("merge", duplicates.merge(stays=stays, goes=goes, by=None, at=at))
