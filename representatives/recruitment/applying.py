"""Coming in: what a person says of themselves becomes a profile, an application and consents, all at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from config.core.rows import new_public_id
from representatives.catalogue.models import Term
from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.recruitment import erasing
from representatives.recruitment.models import Application, RecruitmentChannel
from representatives.registry import services as registry
from representatives.registry.models import Relation, Representative
from representatives.signals import person_applied

# What a person may say yes to when coming in. The rest is asked when there is something to say yes to.
ASKED = (Consent.Purpose.NETWORK, Consent.Purpose.QUOTATION)
RECEIVED = "application.received"


class CannotApply(Exception):
    """The application cannot be taken in; the text says why and can be shown."""


@dataclass(frozen=True)
class Applicant:
    """What a person says. `profile` has fields of the registry; `purposes` is what the person says yes to.

    `experience` and `words` are kept only with a yes to lived experience among the purposes.
    """

    profile: Mapping[str, Any]
    purposes: tuple[str, ...]
    best_reached: str = ""
    words: str = ""
    experience: tuple[Term, ...] = ()
    relation: str = Relation.OWN
    offers: tuple[Term, ...] = field(default=())


@transaction.atomic
def apply(*, channel: RecruitmentChannel, applicant: Applicant, ref: str, at: datetime) -> Application:
    """Takes in a person who applies by themselves, and sends a letter that says what happens next.

    `ref` becomes the id of the application: pressed twice, it is the same one. Refuses a channel that is closed, and
    whoever has not said yes to being in the network or cannot be reached.
    """
    held = RecruitmentChannel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
    there: Application | None = Application.objects.filter(public_id=ref, channel=held).first()
    if there is not None:
        return there
    today = timezone.localdate(at)
    if not held.is_open_on(today):
        raise CannotApply(_("This way in is closed."))
    application = _take_in(
        municipality=held.municipality,
        channel=held,
        applicant=applicant,
        source=Representative.Source.SELF,
        given=_Given(Consent.Channel.FORM, today),
        ref=ref,
        by=None,
        at=at,
    )
    if application.representative.email:
        outbox.queue(
            kind=RECEIVED,
            municipality=held.municipality,
            recipient=application.representative,
            about=application,
            dedupe_key=f"{RECEIVED}:{application.public_id}",
            at=at,
        )
    return application


@transaction.atomic
def register_paper(
    *,
    municipality: Any,
    channel: RecruitmentChannel | None,
    applicant: Applicant,
    signed_on: date,
    evidence: str,
    by: Any,
    at: datetime,
) -> Application:
    """Writes down what a person filled in and signed on paper; `evidence` is where the paper lies.

    Refuses what `apply` refuses but a closed channel, for the paper may have been on its way; a day that has not come;
    and a channel of another municipality.
    """
    if signed_on > timezone.localdate(at):
        raise CannotApply(_("A form cannot be signed on a day that has not come."))
    if channel is not None and channel.municipality_id != municipality.pk:
        raise CannotApply(_("The channel belongs to another municipality."))
    return _take_in(
        municipality=municipality,
        channel=channel,
        applicant=applicant,
        source=Representative.Source.PAPER,
        given=_Given(Consent.Channel.PAPER, signed_on, evidence),
        ref=new_public_id(),
        by=by,
        at=at,
    )


@dataclass(frozen=True)
class _Given:
    """How and when the person said yes, and what shows it."""

    channel: str
    on: date
    evidence: str = ""


def _take_in(
    *,
    municipality: Any,
    channel: RecruitmentChannel | None,
    applicant: Applicant,
    source: str,
    given: _Given,
    ref: str,
    by: Any,
    at: datetime,
) -> Application:
    _refuse_unreachable(applicant)
    erasing.lift(municipality=municipality, profile=applicant.profile, by=by, at=at)
    person = registry.register(municipality=municipality, source=source, by=by, at=at, **applicant.profile)
    person.came_through = channel
    person.save(update_fields=["came_through"])
    _give(person, applicant, given, by, at)
    may_keep = Consent.Purpose.EXPERIENCE in applicant.purposes
    _keep(person, applicant, may_keep=may_keep, by=by, at=at)
    application = Application.objects.create(
        public_id=ref,
        municipality=municipality,
        representative=person,
        channel=channel,
        words=applicant.words if may_keep else "",
        best_reached=applicant.best_reached,
        applied_at=at,
    )
    audit.record("application.received", obj=application, by=by, at=at, subject=person, purpose=source)
    person_applied.send(sender=Application, application=application, by=by, at=at)
    return application


def _refuse_unreachable(applicant: Applicant) -> None:
    """Without a yes to the network nothing may be kept; without a way to reach the person nothing comes of it."""
    if Consent.Purpose.NETWORK not in applicant.purposes:
        raise CannotApply(_("We can keep what you have written only with your yes to being in the network."))
    if not (applicant.profile.get("email") or applicant.profile.get("phone")):
        raise CannotApply(_("We need a phone number or an e-mail address to reach you."))


def _give(person: Representative, applicant: Applicant, given: _Given, by: Any, at: datetime) -> None:
    # In the order of the enum: what rests on the network comes after it.
    for purpose in (one for one in Consent.Purpose.values if one in applicant.purposes):
        consent.give(
            representative=person,
            purpose=purpose,
            channel=given.channel,
            given_on=given.on,
            evidence=given.evidence,
            by=by,
            at=at,
        )


def _keep(person: Representative, applicant: Applicant, *, may_keep: bool, by: Any, at: datetime) -> None:
    for term in applicant.experience if may_keep else ():
        consent.keep_experience(
            representative=person, term=term, relation=applicant.relation or Relation.OWN, by=by, at=at
        )
    for term in applicant.offers:
        registry.keep_skill(representative=person, term=term, by=by, at=at)
