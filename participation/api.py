"""The API of this app: prefix, views and base name of each collection."""

from typing import Any

from participation.archive.api import AppointmentViews, ArchiveReportViews, MandateViews
from participation.assignments.api import AssignmentViews
from participation.assignments.own_api import MyAssignmentViews
from participation.claims.api import ClaimViews, RateViews
from participation.claims.own_api import MyClaimViews
from participation.claims.payroll_api import FrameViews, PayrollExportViews, PayrollMappingViews
from participation.closing.api import MeetingViews
from participation.comparison.api import ComparisonViews, SharingViews
from participation.contributions.api import ChangeViews, ContributionViews
from participation.contributions.reaction_api import MyContributionViews, MyProjectViews, ReactionViews
from participation.engagement.api import EngagementViews, ProfessionalViews
from participation.engagement.guidance_api import GladViews, StaffCourseViews
from participation.engagement.map_api import FreeAllyViews, MapViews, TieViews
from participation.engagement.relation_api import RelationViews
from participation.engagement.role_api import TrendViews, WorkRoleViews
from participation.feedback.api import FeedbackLookViews, PulseViews
from participation.feedback.own_api import MyFeedbackViews
from participation.feedback.setting_api import FeedbackQuestionViews, QuestionnaireViews
from participation.handover.api import HandoverViews
from participation.home.api import StartViews
from participation.invitations.api import InvitationViews
from participation.invitations.policy_api import AskingPolicyViews
from participation.letters.api import LetterTextViews
from participation.meetings.calendar_api import CalendarViews
from participation.meetings.own_api import MyMeetingViews
from participation.occasions.api import OccasionViews
from participation.paper.api import PaperLetterViews
from participation.plans.api import ParticipationPlanViews
from participation.plans.map_api import CoverageViews, NobodyInViews, RoleMatrixViews
from participation.polls.api import PollViews
from participation.questions.api import QuestionViews
from participation.readiness.api import ReadinessStepViews, ReadinessViews
from participation.reflections.api import ReflectionViews
from participation.reports.api import ReportViews
from participation.reports.draft_api import ReportRhythmViews
from participation.reports.lessons_api import LessonViews
from participation.reports.survey_api import SurveyViews
from participation.sendings.api import SendingViews
from participation.support.api import AskFollowedViews, AskViews
from participation.tasks.api import TaskViews, WrittenTaskViews

ROUTES: list[tuple[str, Any, str]] = [
    ("archive-appointments", AppointmentViews, "archive_appointment"),
    ("archive-mandates", MandateViews, "archive_mandate"),
    ("archive-reports", ArchiveReportViews, "archive_report"),
    ("asking-policy", AskingPolicyViews, "asking-policy"),
    ("ask-lines", AskFollowedViews, "ask_line"),
    ("asks", AskViews, "ask"),
    ("assignments", AssignmentViews, "assignment"),
    ("calendars", CalendarViews, "calendar"),
    ("changes", ChangeViews, "change"),
    ("claims", ClaimViews, "claim"),
    ("comparison", ComparisonViews, "comparison"),
    ("contributions", ContributionViews, "contribution"),
    ("coverage", CoverageViews, "coverage"),
    ("engagement", EngagementViews, "engagement"),
    ("engagement-map", MapViews, "engagement_map"),
    ("engagement-trend", TrendViews, "engagement_trend"),
    ("feedback-looks", FeedbackLookViews, "feedback_look"),
    ("feedback-questions", FeedbackQuestionViews, "feedback_question"),
    ("frames", FrameViews, "frame"),
    ("free-allies", FreeAllyViews, "free_ally"),
    ("glad-to-help", GladViews, "glad_to_help"),
    ("handovers", HandoverViews, "handover"),
    ("invitations", InvitationViews, "invitation"),
    ("lessons", LessonViews, "lesson"),
    ("letter-texts", LetterTextViews, "letter_text"),
    ("me/claims", MyClaimViews, "my_claim"),
    ("meetings", MeetingViews, "meeting"),
    ("me/feedback", MyFeedbackViews, "my_feedback"),
    ("my-assignments", MyAssignmentViews, "my_assignment"),
    ("my-meetings", MyMeetingViews, "my_meeting"),
    ("my-contributions", MyContributionViews, "my_contribution"),
    ("my-projects", MyProjectViews, "my_project"),
    ("reactions", ReactionViews, "reaction"),
    ("paper-letters", PaperLetterViews, "paper_letter"),
    ("participation-plans", ParticipationPlanViews, "participation_plan"),
    ("payroll-exports", PayrollExportViews, "payroll_export"),
    ("payroll-mapping", PayrollMappingViews, "payroll-mapping"),
    ("occasions", OccasionViews, "occasion"),
    ("polls", PollViews, "poll"),
    ("professionals", ProfessionalViews, "professional"),
    ("projects-without-representatives", NobodyInViews, "nobody_in"),
    ("pulses", PulseViews, "pulse"),
    ("questionnaires", QuestionnaireViews, "questionnaire"),
    ("questions", QuestionViews, "question"),
    ("rates", RateViews, "rate"),
    ("readiness", ReadinessViews, "readiness"),
    ("readiness-steps", ReadinessStepViews, "readiness_step"),
    ("reflections", ReflectionViews, "reflection"),
    ("relations", RelationViews, "relation"),
    ("report-rhythms", ReportRhythmViews, "report_rhythm"),
    ("reports", ReportViews, "report"),
    ("role-matrices", RoleMatrixViews, "role_matrix"),
    ("sendings", SendingViews, "sending"),
    ("sharings", SharingViews, "sharing"),
    ("survey", SurveyViews, "survey"),
    ("start", StartViews, "start"),
    ("staff-courses", StaffCourseViews, "staff_course"),
    ("tasks", TaskViews, "task"),
    ("ties", TieViews, "tie"),
    ("work-roles", WorkRoleViews, "work_role"),
    ("written-tasks", WrittenTaskViews, "written_task"),
]
