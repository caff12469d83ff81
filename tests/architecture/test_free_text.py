"""Free text about people is the exception: each field of it is known, bounded, and says to leave health out (T32)."""

import pytest
from django import forms
from django.db import models
from django.utils import translation

from config.core.outbox.forms import WordsForm
from participation.assignments.forms import EndForm, TermsForm
from participation.claims.forms import SpentForm, WordForm
from participation.closing.forms import AccountForm
from participation.contributions.forms import ContributionForm
from participation.contributions.reaction_forms import ReactionForm, SettleForm
from participation.engagement.forms import FactForm, RelationForm
from participation.engagement.guidance_forms import GladForm
from participation.feedback.forms import AnswerForm as PulseAnswerForm
from participation.handover.forms import HandoverForm
from participation.invitations.forms import AnswerForm, PromoteForm
from participation.questions.forms import ReplyForm
from participation.reflections.forms import HeardForm, OthersForm, SurpriseForm, WellForm
from participation.reflections.forms import SettleForm as LeadersForm
from participation.tasks.forms import GiveForm, TaskForm
from projects.calls.forms import OwnInterestForm
from projects.candidates.forms import ChoiceForm, NoteForm
from projects.proposals.forms import ProposalForm, ReasonForm
from representatives.availability.forms import WeekForm
from representatives.conflicts.forms import ConflictForm
from representatives.consent.forms import ConsentForm
from representatives.onboarding.forms import ConversationForm
from representatives.recruitment.forms import OfferForm
from representatives.registry.forms import MoveForm, ProfileForm
from representatives.support_needs.forms import SupportNeedForm
from tests.helpers.house import own_models

# From this length on a field takes sentences.
LONG = 200
# Where each is written; a form of several such fields says it once.
WRITTEN: dict[str, type[forms.BaseForm]] = {
    "core.Message.own_words": WordsForm,
    "representatives.Representative.note": ProfileForm,
    "representatives.Representative.availability": WeekForm,
    "representatives.StateChange.reason": MoveForm,
    "representatives.Conflict.note": ConflictForm,
    "representatives.Consent.evidence": ConsentForm,
    "representatives.Conversation.summary": ConversationForm,
    "representatives.Conversation.next_step": ConversationForm,
    "representatives.Application.words": OfferForm,
    "representatives.SupportNeed.text": SupportNeedForm,
    "projects.Interest.words": OwnInterestForm,
    "projects.Choice.reason": ChoiceForm,
    "projects.Proposal.trouble": ProposalForm,
    "projects.Proposal.for_whom": ProposalForm,
    "projects.Proposal.better": ProposalForm,
    "projects.Proposal.reason": ReasonForm,
    "projects.CandidateNote.text": NoteForm,
    "participation.Assignment.end_reason": EndForm,
    "participation.Assignment.terms": TermsForm,
    "participation.Answer.message": AnswerForm,
    "participation.Offer.reason": PromoteForm,
    "participation.QuestionWord.text": ReplyForm,
    "participation.PrivateWord.text": PulseAnswerForm,
    "participation.Meeting.minutes": AccountForm,
    "participation.Contribution.text": ContributionForm,
    "participation.Contribution.hoped_for": ContributionForm,
    "participation.Contribution.speaks_for": ContributionForm,
    "participation.Reaction.text": ReactionForm,
    "participation.Reaction.outcome": SettleForm,
    "participation.Claim.note": SpentForm,
    "participation.Claim.word": WordForm,
    "participation.Fact.text": FactForm,
    "participation.GladToHelp.about": GladForm,
    "participation.GladToHelp.story": GladForm,
    "participation.Relation.next_step": RelationForm,
    "participation.Handover.note": HandoverForm,
    "participation.HandoverItem.word": HandoverForm,
    "participation.Task.title": TaskForm,
    "participation.GivenTask.word": GiveForm,
    "participation.Reflection.went_well": WellForm,
    "participation.Reflection.surprised": SurpriseForm,
    "participation.Reflection.for_others": OthersForm,
    "participation.Reflection.not_heard": HeardForm,
    "participation.Reflection.gap_words": HeardForm,
    "participation.Reflection.for_managers": LeadersForm,
    "participation.ReflectionPart.went_well": WellForm,
    "participation.ReflectionPart.surprised": SurpriseForm,
    "participation.ReflectionPart.for_others": OthersForm,
    "participation.ReflectionPart.not_heard": HeardForm,
    "participation.ReflectionPart.gap_words": HeardForm,
}
# Long for other reasons: nobody writes sentences into them.
NOT_SENTENCES = {
    "core.User.email": "an address",
    "representatives.Representative.email": "an address",
    "representatives.Proxy.email": "an address",
    "participation.Professional.email": "an address",
    "representatives.Representative.phone": "a number",
    "representatives.Proxy.phone": "a number",
    "participation.Spoken.name": "a name",
    "participation.Receipt.content": "a file",
    "participation.Meeting.contact": "a name and a number",
    "participation.SendingLine.reason": "why not, in the product's own words",
    "representatives.Representative.search_text": "made from names",
    "core.Message.sealed_text": "a letter as it was made",
    "representatives.Merge.before": "rows as they were, for an undo",
    "representatives.ImportDraft.content": "a list that waits a day to be confirmed",
    "representatives.ImportedPerson.before": "rows as they were, for an undo",
}
SAID = ("helse", "helsa", "diagnose", "sykdom")


def _about_people(model: type[models.Model]) -> tuple[str, ...]:
    privacy = getattr(model, "Privacy", None)
    return (*getattr(privacy, "personal", ()), *getattr(privacy, "special", ()))


def _long_fields() -> dict[str, models.Field]:
    return {
        f"{model._meta.label}.{field.name}": field
        for model in own_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and (field.max_length is None or field.max_length >= LONG)
        and field.name in _about_people(model)
    }


def test_every_free_text_about_people_is_known():
    assert _long_fields().keys() == WRITTEN.keys() | NOT_SENTENCES.keys()


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_who_writes_it_is_told_to_leave_health_out_and_cannot_write_for_ever(name):
    written = WRITTEN[name].base_fields.values()

    with translation.override("nb"):
        helps = " ".join(str(field.help_text).lower() for field in written)

    assert any(word in helps for word in SAID)
    assert all(
        field.max_length
        for field in written
        if isinstance(field, forms.CharField)
        and isinstance(field.widget, forms.Textarea)
        and WRITTEN[name] is not ProfileForm  # its limit is LONGEST_NOTE, which the API shares
    )
