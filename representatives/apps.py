"""The representatives app: what its rooms register with the ground floor."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RepresentativesConfig(AppConfig):
    name = "representatives"

    def ready(self) -> None:
        from representatives import receivers as _app  # noqa: F401  # importing connects
        from representatives.conflicts import receivers as _conflicts  # noqa: F401  # importing connects
        from representatives.consent import receivers as _consent  # noqa: F401  # importing connects
        from representatives.erasure import receivers as _erasure  # noqa: F401  # importing connects
        from representatives.farewell import receivers as _farewell  # noqa: F401  # importing connects
        from representatives.freshness import receivers as _freshness  # noqa: F401  # importing connects
        from representatives.freshness import tasks  # noqa: F401  # importing makes the task known to the worker
        from representatives.interests import receivers as _interests  # noqa: F401  # importing connects
        from representatives.onboarding import receivers as _onboarding  # noqa: F401  # importing connects
        from representatives.recruitment import receivers as _recruitment  # noqa: F401  # importing connects
        from representatives.spreadsheets import receivers as _lists  # noqa: F401  # importing connects

        _register_work()
        _register_keeping()
        _register_messages()
        _register_pages()


def _register_work() -> None:
    """Long work, and what one room asks of another through the ground floor."""
    from config.core.accounts import newcomers
    from config.core.jobs import services as jobs
    from config.core.privacy import reach
    from representatives import uses as own_uses
    from representatives.catalogue import uses
    from representatives.consent import renewal
    from representatives.duplicates import queries as duplicates
    from representatives.freshness import queries as freshness
    from representatives.registry import entry
    from representatives.selfservice.services import admit
    from representatives.spreadsheets import services as spreadsheets
    from representatives.spreadsheets import storing

    reach.call(_kinds_of_rows())
    jobs.register(spreadsheets.JOB_KIND, storing.run)
    entry.register("duplicates", duplicates.alike)
    renewal.register(freshness.months_in)
    newcomers.register(admit)
    uses.register(*own_uses.USES)


def _register_keeping() -> None:
    """What is deleted when its time is over."""
    from config.core.privacy import keeping
    from representatives import keeping as times
    from representatives.registry import services as registry
    from representatives.spreadsheets import services as spreadsheets
    from representatives.turns import services as turns

    keeping.register("import drafts", spreadsheets.forget_expired)
    keeping.register("rests that are over", registry.end_rests)
    keeping.register("figures of turns that time has passed by", turns.recount_passed_by)
    for kind, rule in times.RULES.items():
        keeping.register(kind, rule)
    for kind, rule in times.ERASING.items():
        keeping.register(kind, rule, batch=times.PEOPLE_AT_ONCE)


def _register_messages() -> None:
    """What leaves the building."""
    from config.core.letters import kinds as wordings
    from config.core.outbox import kinds
    from representatives.farewell import messages as farewell
    from representatives.freshness import messages as freshness
    from representatives.onboarding import messages as onboarding
    from representatives.recruitment import messages as recruitment
    from representatives.selfservice import messages as selfservice

    for kind in (
        *recruitment.KINDS,
        freshness.CHECKUP_ASKED,
        onboarding.DECLARATION_ASKED,
        selfservice.MY_PAGE_OPENED,
        farewell.THANKED,
    ):
        kinds.register(kind)
    wordings.register(
        *recruitment.WORDINGS,
        freshness.WORDING,
        onboarding.WORDING,
        selfservice.WORDING,
        farewell.WORDING,
    )


def _register_pages() -> None:
    """The menu, and what the person page shows of each room."""
    from config.core.access.permissions import Permission as May
    from config.core.ui.navigation import Item, register
    from representatives.conflicts.sections import SECTION as CONFLICTS
    from representatives.duplicates.sections import SECTION as MERGES
    from representatives.freshness.sections import FRESHNESS
    from representatives.onboarding.sections import PREPARATION
    from representatives.registry import sections
    from representatives.selfservice.sections import SECTIONS as OWN

    for section in (FRESHNESS, CONFLICTS, PREPARATION, MERGES, *OWN):
        sections.register(section)
    for item in (
        Item(_("My page"), "my_page", May.MY_PAGE, "PersonCircle", 5),
        Item(_("Representatives"), "representative_list", May.REGISTRY_READ, "PersonGroup", 20),
        Item(_("Recruitment"), "application_list", May.RECRUITMENT_READ, "PersonPlus", 22),
        Item(_("Pass on an invitation"), "channel_forward", May.RECRUITMENT_FORWARD, "HandHeart", 24),
        Item(_("Catalogue"), "term_list", May.CATALOGUE_READ, "Tag", 905),
        Item(_("Fresh network"), "policy_detail", May.NETWORK_POLICY_READ, "Hourglass", 910),
    ):
        register(item)


def _kinds_of_rows() -> dict[str, Any]:
    """What is kept about a person, in the person's words."""
    return {
        "representatives.Representative": _("Your profile"),
        "representatives.StateChange": _("Steps of the profile"),
        "representatives.ProfileTerm": _("Experience and skills"),
        "representatives.NoGo": _("What is not wanted"),
        "representatives.Conflict": _("Conflicts of interest"),
        "representatives.Consent": _("Consents"),
        "representatives.Turn": _("Times asked, and what came of it"),
        "representatives.TurnSummary": _("Times asked, counted"),
        "representatives.Visibility": _("Who may see what"),
        "representatives.ChosenTopic": _("What you want to hear about"),
        "representatives.Hearing": _("How often you want to hear"),
        "representatives.WeeklyTime": _("Times in the week"),
        "representatives.DayException": _("Days away or free"),
        "representatives.SupportNeed": _("Accessibility needs"),
        "representatives.Proxy": _("People who answer for you"),
        "representatives.Merge": _("Profiles that were put together"),
        "representatives.NotSame": _("Profiles that are not the same person"),
        "representatives.Checkup": _("Questions whether the profile is right"),
        "representatives.Application": _("Applications"),
        "representatives.Training": _("Training"),
        "representatives.Declaration": _("Confidentiality declarations"),
        "representatives.Conversation": _("Conversations"),
        "representatives.MentorPair": _("Mentors"),
        "representatives.PaperCopy": _("Copies on paper"),
        "representatives.ImportedPerson": _("Lists the profile came in by"),
    }
