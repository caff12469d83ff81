"""The bar on the pages of a request: what is decided and told to nobody yet."""

from typing import Any

from django import template

from config.core.access.permissions import Permission
from participation.sendings import queries

register = template.Library()


@register.inclusion_tag("participation/sendings/bar.html", takes_context=True)
def pending_bar(context: Any, wanted: Any) -> dict[str, Any]:
    """How many are to be asked and thanked, and the sending under way; nothing for who may not send."""
    may = Permission.INVITATIONS_SEND in context["permissions"]
    pending = queries.pending(request=wanted, user=context["user"]) if may else None
    keys = ("municipality", "csrf_token")
    return {"pending": pending, "wanted": wanted, **{key: context.get(key) for key in keys}}
