"""Who may do what, as data: one enum, one table per role. `docs/permissions.md` is printed from it."""

from enum import StrEnum

from config.core.organisations.models import Role


class Permission(StrEnum):
    """What a person may do. Named after the room and the verb."""

    HOME_OPEN = "home.open"
    TASKS_READ = "tasks.read"
    MEMBERS_MANAGE = "members.manage"
    SETTINGS_MANAGE = "settings.manage"
    OUTBOX_READ = "outbox.read"
    OUTBOX_WRITE = "outbox.write"
    LETTERS_WRITE = "letters.write"
    ACCESS_LOG_READ = "access_log.read"
    JOBS_READ = "jobs.read"
    CATALOGUE_READ = "catalogue.read"
    CATALOGUE_WRITE = "catalogue.write"
    REGISTRY_READ = "registry.read"
    REGISTRY_WRITE = "registry.write"
    REGISTRY_IMPORT = "registry.import"
    REGISTRY_EXPORT = "registry.export"
    REGISTRY_MERGE = "registry.merge"
    REGISTRY_ERASE = "registry.erase"
    CONSENT_WRITE = "consent.write"
    SUPPORT_NEEDS_READ = "support_needs.read"
    RECRUITMENT_READ = "recruitment.read"
    RECRUITMENT_WRITE = "recruitment.write"
    RECRUITMENT_FORWARD = "recruitment.forward"
    ONBOARDING_WRITE = "onboarding.write"
    NETWORK_POLICY = "network.policy"
    NETWORK_POLICY_READ = "network.policy_read"
    GAPS_READ = "gaps.read"
    HANDOVER_WRITE = "handover.write"
    MY_PAGE = "my_page.open"
    PROJECTS_READ = "projects.read"
    PROJECTS_WRITE = "projects.write"
    PROJECTS_PROPOSE = "projects.propose"
    REQUESTS_FILE = "requests.file"
    CANDIDATES_READ = "candidates.read"
    CANDIDATES_CHOOSE = "candidates.choose"
    INVITATIONS_READ = "invitations.read"
    INVITATIONS_SEND = "invitations.send"
    ASSIGNMENTS_READ = "assignments.read"
    MEETINGS_READ = "meetings.read"
    MEETINGS_WRITE = "meetings.write"
    CONTRIBUTIONS_READ = "contributions.read"
    CONTRIBUTIONS_WRITE = "contributions.write"
    CONTRIBUTIONS_ANSWER = "contributions.answer"
    CLAIMS_READ = "claims.read"
    CLAIMS_WRITE = "claims.write"
    FORECAST_READ = "forecast.read"
    PLANS_READ = "plans.read"
    PLANS_WRITE = "plans.write"
    ENGAGEMENT_READ = "engagement.read"
    ENGAGEMENT_WRITE = "engagement.write"
    ENGAGEMENT_OWN = "engagement.own"
    GUIDANCE_READ = "guidance.read"
    SUPPORT_READ = "support.read"
    SUPPORT_WRITE = "support.write"
    SUPPORT_ANSWER = "support.answer"
    REFLECTIONS_READ = "reflections.read"
    REFLECTIONS_WRITE = "reflections.write"
    REFLECTIONS_TAKE_PART = "reflections.take_part"
    READINESS_READ = "readiness.read"
    READINESS_WRITE = "readiness.write"
    REPORTS_READ = "reports.read"
    # What lies behind figures, and how the network is used: not for those who read only what is told to them.
    FIGURES_READ = "figures.read"
    REPORTS_WRITE = "reports.write"
    COMPARISON_SHARE = "comparison.share"
    ARCHIVE_READ = "archive.read"


P = Permission

# A unit manager and a professional see projects, meetings and contributions of their own units or projects only;
# which rows, is `visible_to`'s answer. Nobody but the facilitator sees the registry.
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.FACILITATOR: frozenset(P)
    - {
        P.MEMBERS_MANAGE,
        P.SETTINGS_MANAGE,
        P.ACCESS_LOG_READ,
        P.SUPPORT_ANSWER,
        P.ENGAGEMENT_OWN,
        P.NETWORK_POLICY,
        P.MY_PAGE,
    },
    Role.ADMINISTRATOR: frozenset(
        {
            P.HOME_OPEN,
            P.TASKS_READ,
            P.MEMBERS_MANAGE,
            P.SETTINGS_MANAGE,
            P.ACCESS_LOG_READ,
            P.CATALOGUE_READ,
            P.CATALOGUE_WRITE,
            P.NETWORK_POLICY,
            P.NETWORK_POLICY_READ,
            P.JOBS_READ,
            P.COMPARISON_SHARE,
        }
    ),
    Role.PROFESSIONAL: frozenset(
        {
            P.HOME_OPEN,
            P.TASKS_READ,
            P.CATALOGUE_READ,
            P.PROJECTS_READ,
            P.PROJECTS_PROPOSE,
            P.REQUESTS_FILE,
            P.ASSIGNMENTS_READ,
            P.MEETINGS_READ,
            P.CONTRIBUTIONS_READ,
            P.CONTRIBUTIONS_ANSWER,
            P.ENGAGEMENT_OWN,
            P.REFLECTIONS_TAKE_PART,
            P.GUIDANCE_READ,
            P.REPORTS_READ,
            P.RECRUITMENT_FORWARD,
        }
    ),
    Role.UNIT_MANAGER: frozenset(
        {
            P.HOME_OPEN,
            P.TASKS_READ,
            P.CATALOGUE_READ,
            P.PROJECTS_READ,
            P.PROJECTS_PROPOSE,
            P.REQUESTS_FILE,
            P.MEETINGS_READ,
            P.CONTRIBUTIONS_READ,
            P.CONTRIBUTIONS_ANSWER,
            P.FORECAST_READ,
            P.PLANS_READ,
            P.PLANS_WRITE,
            P.ENGAGEMENT_READ,
            P.ENGAGEMENT_OWN,
            P.GUIDANCE_READ,
            P.SUPPORT_READ,
            P.SUPPORT_ANSWER,
            P.READINESS_READ,
            P.READINESS_WRITE,
            P.REPORTS_READ,
            P.FIGURES_READ,
            P.RECRUITMENT_FORWARD,
        }
    ),
    Role.SENIOR_MANAGER: frozenset(
        {
            P.HOME_OPEN,
            P.TASKS_READ,
            P.PLANS_READ,
            P.SUPPORT_READ,
            P.SUPPORT_ANSWER,
            P.READINESS_READ,
            P.REPORTS_READ,
            P.FIGURES_READ,
        }
    ),
    Role.REPRESENTATIVE: frozenset({P.HOME_OPEN, P.MY_PAGE, P.REPORTS_READ}),
}
