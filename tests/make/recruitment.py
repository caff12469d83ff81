"""Channels and applicants, through the services."""

from typing import Any

from config.core.rows import new_public_id
from representatives.consent.models import Consent
from representatives.recruitment import applying, services
from representatives.recruitment.applying import Applicant
from representatives.recruitment.models import Application, RecruitmentChannel
from tests.cast import AT


def make_channel(
    municipality: Any, name: str = "Frisklivssentralen", *, by: Any = None, **fields: Any
) -> RecruitmentChannel:
    """An open channel."""
    return services.create(municipality=municipality, name=name, kind="professional", by=by, at=AT, **fields)


def make_applicant(name: str = "Nina Ny", *purposes: str, **fields: Any) -> Applicant:
    """What a person says; a yes to being in the network unless other purposes are named."""
    given, _space, family = name.partition(" ")
    profile = {
        "given_name": given,
        "family_name": family,
        "email": f"{given.lower()}@people.example.org",
        "channel": "email",
    }
    profile |= fields.pop("profile", {})
    return Applicant(profile=profile, purposes=purposes or (Consent.Purpose.NETWORK,), **fields)


def make_application(
    channel: RecruitmentChannel, name: str = "Nina Ny", *purposes: str, **fields: Any
) -> Application:
    """Somebody who has applied by themselves."""
    return applying.apply(
        channel=channel, applicant=make_applicant(name, *purposes, **fields), ref=new_public_id(), at=AT
    )
