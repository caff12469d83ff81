"""The projects app: what its rooms register with the ground floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self) -> None:
        from projects.calls import receivers as _calls  # noqa: F401  # importing connects
        from projects.requests import receivers  # noqa: F401  # importing connects

        _register_pages()
        _register_work()
        _register_people()


def _register_pages() -> None:
    """What stands in the menu, and on the page of a person."""
    from config.core.access.permissions import Permission
    from config.core.ui.navigation import Item, register
    from projects.candidates.sections import SUGGESTIONS
    from projects.requests.queries import titles
    from representatives.registry import sections

    sections.register_titles("requests", titles)
    sections.register(SUGGESTIONS)
    register(Item(_("Gaps"), "gap_list", Permission.GAPS_READ, "PuzzlePiece", 21))
    register(Item(_("Projects"), "project_list", Permission.PROJECTS_READ, "Folder", 30))
    register(Item(_("Proposals"), "proposal_list", Permission.PROJECTS_PROPOSE, "LightBulb", 31))
    register(Item(_("Open calls"), "call_list", Permission.CANDIDATES_READ, "Megaphone", 32))
    register(Item(_("Fairness"), "fairness_watch", Permission.FIGURES_READ, "ArrowsCirclepath", 91))
    register(Item(_("Fit or turns"), "balance_detail", Permission.NETWORK_POLICY_READ, "ArrowRightLeft", 912))


def _register_work() -> None:
    """Letters, long work, and keeping times."""
    from config.core.jobs import services as jobs
    from config.core.letters import kinds as wordings
    from config.core.outbox import kinds
    from config.core.privacy import keeping
    from projects import keeping as projects_keeping
    from projects.calls import announcing
    from projects.calls.messages import KINDS, WORDINGS
    from projects.panels import drawing
    from projects.panels.services import JOB_KIND as PANEL
    from projects.proposals.messages import PROPOSAL_ANSWERED
    from projects.season import making
    from projects.season.services import JOB_KIND as SEASON
    from projects.writing.messages import REQUEST_RETURNED

    for message in (PROPOSAL_ANSWERED, REQUEST_RETURNED, *KINDS):
        kinds.register(message)
    wordings.register(*WORDINGS)
    for kind, rule in projects_keeping.RULES.items():
        keeping.register(kind, rule)
    jobs.register(announcing.JOB_KIND, announcing.run)
    jobs.register(PANEL, drawing.run)
    jobs.register(SEASON, making.run)


def _register_people() -> None:
    """What is kept about people here, and what is built on them and on terms."""
    from config.core.privacy import reach
    from projects import uses as projects_uses
    from projects.gaps.people import groups
    from representatives.catalogue import uses
    from representatives.registry import narrowing
    from representatives.spreadsheets import built

    uses.register(*projects_uses.USES)
    for group in groups():
        narrowing.register(group)
    built.call("projects.Choice", _("choices for a project"))
    built.call("projects.CandidateNote", _("notes about candidates"))
    built.call("projects.PanelMember", _("draws of a panel"))
    built.call("projects.SeasonSeat", _("proposals in a plan for a season"))
    built.call("projects.Interest", _("interest in open calls"))
    reach.call(
        {
            "projects.Proposal": _("Proposals for projects"),
            "projects.CandidateNote": _("Notes for projects"),
            "projects.Interest": _("Interest in open calls"),
            "projects.Notice": _("Open calls that you were told of"),
        }
    )
