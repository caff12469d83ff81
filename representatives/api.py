"""The API of this app: prefix, views and base name of each collection."""

from typing import Any

from representatives.availability.api import AvailabilityViews
from representatives.catalogue.api import TermViews
from representatives.conflicts.api import ConflictViews
from representatives.consent.api import ConsentViews, ProfileTermViews
from representatives.duplicates.api import DuplicateViews, MergeViews
from representatives.erasure.api import ErasureViews
from representatives.freshness.api import CheckupViews, PolicyViews
from representatives.interests.api import TopicViews
from representatives.onboarding.api import (
    ConversationViews,
    CourseViews,
    DeclarationViews,
    MentorPairViews,
    TrainingViews,
)
from representatives.proxies.api import ProxyViews
from representatives.recruitment.api import ApplicationViews, ChannelViews
from representatives.registry.api import RepresentativeViews
from representatives.registry.service_people import ServicePeopleViews
from representatives.selfservice.api import MyViews
from representatives.selfservice.api_copies import PaperCopyViews
from representatives.selfservice.api_rows import (
    MyConsentViews,
    MyDayViews,
    MyNeedViews,
    MyNoGoViews,
    MyServicePeopleViews,
    MyTermViews,
    MyTopicViews,
)
from representatives.spreadsheets.api import ImportViews
from representatives.spreadsheets.export_api import ExportViews
from representatives.spreadsheets.own_words_api import OwnWordViews
from representatives.spreadsheets.run_api import ColumnChoiceViews, ImportRunViews
from representatives.support_needs.api import SupportNeedViews
from representatives.visibility.api import VisibilityViews

ROUTES: list[tuple[str, Any, str]] = [
    ("applications", ApplicationViews, "application"),
    ("availability", AvailabilityViews, "availability"),
    ("channels", ChannelViews, "channel"),
    ("checkups", CheckupViews, "checkup"),
    ("column-choices", ColumnChoiceViews, "column_choice"),
    ("conflicts", ConflictViews, "conflict"),
    ("consents", ConsentViews, "consent"),
    ("conversations", ConversationViews, "conversation"),
    ("courses", CourseViews, "course"),
    ("declarations", DeclarationViews, "declaration"),
    ("duplicates", DuplicateViews, "duplicate"),
    ("erasures", ErasureViews, "erasure"),
    ("import-runs", ImportRunViews, "import_run"),
    ("imports", ImportViews, "import"),
    ("me", MyViews, "me"),
    ("me/consents", MyConsentViews, "my_consent"),
    ("me/days", MyDayViews, "my_day"),
    ("me/no-gos", MyNoGoViews, "my_no_go"),
    ("me/service-people", MyServicePeopleViews, "my_service_person"),
    ("me/support-needs", MyNeedViews, "my_need"),
    ("me/terms", MyTermViews, "my_term"),
    ("me/topics", MyTopicViews, "my_topic"),
    ("mentor-pairs", MentorPairViews, "mentor_pair"),
    ("merges", MergeViews, "merge"),
    ("network-policy", PolicyViews, "policy"),
    ("own-words", OwnWordViews, "own_word"),
    ("paper-copies", PaperCopyViews, "paper_copy"),
    ("profile-terms", ProfileTermViews, "profile_term"),
    ("proxies", ProxyViews, "proxy"),
    # Before the people, whose addresses would take it for the id of one.
    ("representatives/export", ExportViews, "registry_export"),
    ("representatives", RepresentativeViews, "representative"),
    ("service-people", ServicePeopleViews, "service_person"),
    ("support-needs", SupportNeedViews, "support_need"),
    ("terms", TermViews, "term"),
    ("topics", TopicViews, "topic"),
    ("trainings", TrainingViews, "training"),
    ("visibility", VisibilityViews, "visibility"),
]
