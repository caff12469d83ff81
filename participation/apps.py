"""The participation app: what its rooms register with the ground floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    name = "participation"

    def ready(self) -> None:
        from config.core.privacy import keeping
        from participation import keeping as participation_keeping
        from participation import receivers  # noqa: F401  # importing connects
        from participation import uses as participation_uses
        from participation.comparison import tasks as comparison  # noqa: F401  # and these
        from participation.feedback import tasks as feedback  # noqa: F401  # and these
        from participation.invitations import tasks  # noqa: F401  # importing makes the task known to the worker
        from participation.meetings import tasks as meetings  # noqa: F401  # and these
        from participation.polls import tasks as polls  # noqa: F401  # and these
        from participation.promises import tasks as promises  # noqa: F401  # and these
        from participation.reports import tasks as reports  # noqa: F401  # and these
        from participation.sendings import tasks as sendings  # noqa: F401  # and these
        from participation.support import tasks as asks  # noqa: F401  # and these
        from participation.tasks import tasks as digests  # noqa: F401  # and these
        from representatives.catalogue import uses

        _register_messages()
        _fill_the_menu()
        _register_sections()
        for name, rule in participation_keeping.RULES.items():
            keeping.register(name, rule)
        _call_rows()
        _print_tables()
        _name_what_is_built()
        uses.register(*participation_uses.USES)
        _fill_calendars()
        _lead_on_from_answers()
        _do_long_work()


def _fill_the_menu() -> None:
    """The pages that the menu leads to, by who may open them."""
    from config.core.access.permissions import Permission as May
    from config.core.ui.navigation import Item, register

    for item in (
        Item(_("Start"), "home_open", icon="House", order=0),
        Item(_("Tasks"), "task_list", May.TASKS_READ, "BulletList", 5),
        Item(_("Invitations"), "invitation_list", May.INVITATIONS_READ, "EnvelopeClosed", 40),
        Item(_("Meetings"), "meeting_list", May.MEETINGS_READ, "Calendar", 50),
        Item(_("Feedback"), "pulse_list", May.MEETINGS_READ, "Chat2", 52),
        Item(_("The year"), "year_open", May.MEETINGS_WRITE, "Calendar", 55),
        Item(_("Promises"), "contribution_list", May.CONTRIBUTIONS_READ, "ChatElipsis", 60),
        Item(_("Rates and claims"), "claim_list", May.CLAIMS_READ, "Wallet", 70),
        Item(_("Participation plans"), "participation_plan_list", May.PLANS_READ, "Compass", 75),
        Item(_("Engagement"), "engagement_list", May.ENGAGEMENT_READ, "TrendUp", 80),
        Item(_("Readiness"), "readiness_list", May.READINESS_READ, "Compass", 83),
        Item(_("Guidance"), "guidance_list", May.GUIDANCE_READ, "Book", 82),
        Item(_("Asks to managers"), "ask_list", May.SUPPORT_READ, "Handshake", 85),
        Item(_("Reflections"), "reflection_list", May.REFLECTIONS_TAKE_PART, "Chat2", 88),
        Item(_("Reports"), "report_list", May.REPORTS_READ, "BarChart", 90),
        Item(_("Sharing of figures"), "sharing_open", May.COMPARISON_SHARE, "Handshake", 91),
        Item(_("Archive"), "archive_open", May.ARCHIVE_READ, "Archive", 92),
        Item(_("Handover"), "handover_list", May.HANDOVER_WRITE, "ArrowsSquarepath", 930),
        Item(_("Letters"), "letter_list", May.LETTERS_WRITE, "EnvelopeOpen", 945),
        Item(_("What is held about me"), "professional_own", May.ENGAGEMENT_OWN, "PersonCircle", 940),
    ):
        register(item)


def _fill_calendars() -> None:
    """What stands in the feeds of those who work here, beside meetings."""
    from participation.meetings import entries
    from participation.occasions import queries

    entries.register(queries.entries_of)


def _do_long_work() -> None:
    """What is put aside and done by a worker."""
    from config.core.jobs import services as jobs
    from participation.reports import rhythms

    jobs.register(rhythms.JOB_KIND, rhythms.run)


def _lead_on_from_answers() -> None:
    """What the answer page shows to those who have said yes."""
    from participation.invitations import afterwards
    from participation.polls import in_invitations

    afterwards.register(in_invitations.days_of)


def _register_messages() -> None:
    """What leaves the building, and which letters have room for own words."""
    from config.core.letters import kinds as wordings
    from config.core.outbox import kinds
    from participation import outgoing

    for kind in outgoing.KINDS:
        kinds.register(kind)
    wordings.register(*outgoing.WORDINGS)
    _take_replies()


def _take_replies() -> None:
    """The letters about an invitation to which people may write back."""
    from config.core.outbox import replies
    from participation.invitations.models import LETTER, REMINDER, SEAT_LETTER, THANKS, THOUGHT
    from participation.questions import receiving
    from participation.questions.services import ANSWERED

    replies.register(receiving.take, LETTER, REMINDER, SEAT_LETTER, THANKS, THOUGHT, ANSWERED)


def _register_sections() -> None:
    """Where the pages of a project and of a person lead on to."""
    from config.core.access.permissions import Permission as May
    from participation.home import sections as of_person
    from projects.planning import sections as of_project
    from representatives.registry import sections

    for order, (label, url_name, permission) in enumerate(
        (
            (_("Invitations"), "invitation_list", May.INVITATIONS_READ),
            (_("Assignments"), "assignment_list", May.ASSIGNMENTS_READ),
            (_("Meetings"), "meeting_list", May.MEETINGS_READ),
            (_("Contributions"), "contribution_list", May.CONTRIBUTIONS_READ),
            (_("Reflections"), "reflection_list", May.REFLECTIONS_READ),
        )
    ):
        of_project.register(of_project.Section(label, url_name, permission, order, as_filter=True))
    of_project.register(of_project.Section(_("Roles by phase"), "project_role_matrix", May.PROJECTS_READ, 6))
    for section in of_person.SECTIONS:
        sections.register(section)


def _call_rows() -> None:
    """What is kept about a person up here, in the person's words."""
    from config.core.privacy import reach

    reach.call(
        {
            "projects.Choice": _("Choices for projects"),
            "projects.SeasonSeat": _("Proposals in a plan for a season"),
            "projects.PanelMember": _("Draws of panels"),
            "participation.Invitation": _("Invitations"),
            "participation.Answer": _("Answers to invitations"),
            "participation.Offer": _("Seats offered from the reserve"),
            "participation.Spoken": _("How answers came"),
            "participation.QuestionWord": _("Questions about invitations"),
            "participation.SendingLine": _("Sendings of letters"),
            "participation.PaperLetter": _("Letters on paper"),
            "participation.Assignment": _("Assignments"),
            "participation.Attendance": _("Meetings"),
            "participation.PhaseRole": _("The part in each phase"),
            "participation.Calendar": _("Links to your own calendar"),
            "participation.PollVoice": _("Questions about which day suits"),
            "participation.PollAnswer": _("Answers about which day suits"),
            "participation.PulseVoice": _("Questions about how it was"),
            "participation.PulseAnswer": _("Answers about how it was"),
            "participation.PrivateWord": _("Words to the facilitator alone"),
            "participation.Contribution": _("Contributions"),
            "participation.Told": _("What was told back"),
            "participation.Reaction": _("Whether it was what you meant"),
            "participation.Quotation": _("What may be quoted"),
            "participation.Claim": _("Fees and expenses"),
            "participation.Receipt": _("Receipts"),
        }
    )


def _print_tables() -> None:
    """What of the documentation is printed from these rooms."""
    from config.core.management import tables
    from participation.invitations import protocol
    from participation.reports.figures import printing as figures

    tables.register("invitations.md", lambda: tables.of(*protocol.table()))
    tables.register("reports.md", lambda: tables.of(*figures.table()))


def _name_what_is_built() -> None:
    """What rows of these rooms are called where they stand in the way of undoing an import."""
    from representatives.spreadsheets import built

    built.call("participation.Assignment", _("assignments"))
    built.call("participation.Invitation", _("invitations"))
