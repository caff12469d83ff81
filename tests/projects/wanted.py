"""An open request and people for it: rows for the tests of projects."""

from typing import Any

from projects.models import Project, Request, RequestTerm
from representatives.models import Term
from tests.make.chain import make_project, make_request, make_unit
from tests.make.people import make_representative, make_term


def ask_for(
    request: Request, term: Term, importance: str = "must", *, level: int = 1, relation: str = ""
) -> RequestTerm:
    """One more thing that the request looks for."""
    return RequestTerm.objects.create(
        municipality=request.municipality,
        request=request,
        term=term,
        importance=importance,
        level=level,
        relation=relation,
    )


def make_open_request(municipality: Any, **fields: Any) -> Request:
    """An open request with task and influence, in a running project, that needs experience with dementia."""
    fields.setdefault("task", "Lese brevet og komme til fire møter")
    fields.setdefault("influence", "Hva som står i brevet")
    project: Project = fields.pop("project", None) or make_project(make_unit(municipality))
    request = make_request(project, **fields)
    ask_for(request, make_term())
    return request


def make_fitting(municipality: Any, name: str = "Paula Prøve", **profile: Any) -> Any:
    """Somebody with experience of dementia."""
    profile.setdefault("experience", ((make_term(), "next_of_kin"),))
    return make_representative(municipality, name, **profile)
