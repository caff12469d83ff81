"""“We need a user”: five questions, a kind word where it looks like a seat without a say, and a draft."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page
from projects.proposals.services import CannotPropose
from projects.requests.models import Request
from projects.requests.services import CannotAsk
from projects.writing import beginning, needs
from projects.writing.need_forms import NeedForm

TEMPLATE = "projects/writing/need.html"


@require(Permission.REQUESTS_FILE)
def need_start(request: Any) -> HttpResponse:
    """The questions; a POST shows what to think of once, and the next makes the draft."""
    place = {"user": request.user, "municipality": request.municipality}
    first = {"project": request.GET.get("project", "")[:22], "unit": request.GET.get("unit", "")[:22]}
    form = NeedForm(request.POST or None, initial=first, **place)
    found: list[needs.Sign] = []
    if request.method == "POST" and form.is_valid():
        found = needs.signs(form.said(), today=timezone.localdate())
        if {sign.code for sign in found} <= set(request.POST.get("seen", "").split()):
            made = _begun(request, form)
            if made is not None:
                return made
    seen = " ".join(sign.code for sign in found)
    return form_page(request, TEMPLATE, form, {"signs": found, "seen": seen})


def _begun(request: Any, form: NeedForm) -> HttpResponse | None:
    """The draft, and the way on; None when it was refused, which then stands on the form."""
    said: dict[str, Any] = {"by": request.user, "at": timezone.now(), "municipality": request.municipality}
    where = {name: form.cleaned_data[name] for name in ("project", "unit")}
    try:
        made = beginning.begin(said=form.said(), **said, **where)
    except (CannotAsk, CannotPropose) as refusal:
        form.add_error(None, str(refusal))
        return None
    slug = request.municipality.slug
    if isinstance(made, Request):
        message = _("Your answers are a draft now. Go on with whom you look for.")
        return done(request, message, "guide_step", slug, made.public_id, "who")
    message = _("Thank you. The proposal is kept, and you hear what comes of it.")
    return done(request, message, "proposal_detail", slug, made.public_id)
