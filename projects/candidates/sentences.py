"""The sentences themselves: one for every code and remedy of matching. A test walks both closed lists."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.matching.reasons import Code, Remedy

# Functions, not texts: the language is the page's, and so is known only when one is written.
PLAIN: Mapping[Code, Callable[[], str]] = {
    Code.MUSTS_MET: lambda: _("Has %(met)s of the %(total)s things that are needed."),
    Code.MUST_MET: lambda: _("Has “%(term)s”, which is needed (level: %(level)s)."),
    Code.WISH_MET: lambda: _("Has “%(term)s”, which is wanted (level: %(level)s)."),
    Code.LANGUAGES_MET: lambda: _("Speaks %(languages)s."),
    Code.MEETING_FORMS_MET: lambda: _("Can meet %(meeting_forms)s."),
    Code.AREA_MET: lambda: _("Lives in %(area)s."),
    Code.MUST_BELOW: lambda: _("Has “%(term)s” at the level %(level)s; %(asked)s is needed."),
    Code.WISH_BELOW: lambda: _("Has “%(term)s” at the level %(level)s; %(asked)s is wanted."),
    Code.MUST_LACKING: lambda: _("“%(term)s” is needed and is not in the profile."),
    Code.WISH_LACKING: lambda: _("“%(term)s” is wanted and is not in the profile."),
    Code.MUST_NOT_SHARED: lambda: _("“%(term)s” is needed. The person does not share lived experience."),
    Code.WISH_NOT_SHARED: lambda: _("“%(term)s” is wanted. The person does not share lived experience."),
    Code.LANGUAGES_EMPTY: lambda: _("We do not know if the person speaks %(languages)s."),
    Code.LANGUAGES_OUTDATED: lambda: _("An old profile does not have %(languages)s. Ask."),
    Code.MEETING_FORMS_EMPTY: lambda: _("We do not know if the person can meet %(meeting_forms)s."),
    Code.MEETING_FORMS_OUTDATED: lambda: _("An old profile does not say %(meeting_forms)s. Ask."),
    Code.AREA_EMPTY: lambda: _("We do not know if the person lives in %(areas)s."),
    Code.AREA_OUTDATED: lambda: _("An old profile says %(area)s, not %(areas)s. Ask."),
    Code.PROFILE_STALE: lambda: _("The profile was last confirmed %(confirmed_on)s."),
    Code.PROFILE_UNCONFIRMED: lambda: _("Nobody has confirmed the profile yet."),
    Code.NEVER_ASSIGNED: lambda: _("Has not had an assignment before."),
    Code.NOTHING_RUNNING: lambda: _("Has no assignment now."),
    Code.LAST_ASKED: lambda: _("Last asked %(on)s."),
    Code.NEVER_ASKED: lambda: _("Has not been asked before."),
    Code.MEDIATED_ONLY: lambda: _("Wants to be reached through you only, not by the project."),
    Code.HAS_LEFT: lambda: _("Has left the network."),
    Code.NOT_YET_ACTIVE: lambda: _("Is not active in the network yet (%(state)s)."),
    Code.RESTING: lambda: _("Is taking a pause without an end date."),
    Code.RESTING_UNTIL: lambda: _("Is taking a pause until %(until)s."),
    Code.NO_NETWORK_CONSENT: lambda: _("There is no consent to being in the network."),
    Code.AT_MAX_AT_ONCE: lambda: _("Wants at most %(maximum)s at once and has %(count)s."),
    Code.AT_MAX_PER_HALF_YEAR: lambda: _("Wants at most %(maximum)s in half a year and has had %(count)s."),
    Code.NO_GO_UNIT: lambda: _("Does not want to work with %(units)s."),
    Code.NO_GO_TOPIC: lambda: _("Does not want to work with %(topics)s."),
    Code.NO_GO_PERSON: lambda: _("Does not want to work with %(people)s."),
    Code.CONFLICT_RECORDED: lambda: _("A conflict of interest is recorded with %(conflicts)s: %(kinds)s."),
    Code.ALREADY_ASKED: lambda: _("Has already been asked for this request."),
    Code.ALREADY_DECLINED: lambda: _("Has said no to this request."),
    Code.LANGUAGES_LACKING: lambda: _("Does not have %(languages)s among the languages in the profile."),
    Code.MEETING_FORMS_LACKING: lambda: _("Says no to meeting %(meeting_forms)s."),
    Code.AREA_ELSEWHERE: lambda: _("Lives in %(area)s, not in %(areas)s."),
    Code.IN_EVERY_MUST: lambda: _("Is among the candidates, in “Covers everything”."),
    Code.IN_ALL_BUT_ONE: lambda: _(
        "Is among the candidates, in “Covers all but one”: has %(met)s of %(total)s."
    ),
    Code.IN_PARTLY: lambda: _(
        "Is among the candidates, in “Partly”: has %(met)s of %(total)s that are needed."
    ),
    Code.NO_COVERAGE: lambda: _("Nothing in the profile is what the request looks for."),
    Code.FIRST_OF: lambda: _("Would be the first %(trait)s."),
    Code.ONLY_OF: lambda: _("Is the only one %(trait)s."),
    Code.ADDS_TO: lambda: _("Would be one more %(trait)s."),
    Code.SAME_AS_ALL: lambda: _("Like the rest of the group: %(trait)s."),
    Code.FIRST_COVERING: lambda: _("Would be the first who has “%(term)s”."),
    Code.ONLY_COVERING: lambda: _("Is the only one who has “%(term)s”."),
}

# The same said of several terms at once: five lines that differ in one word are harder to read than one.
JOINED: Mapping[Code, Callable[[], str]] = {
    Code.MUST_LACKING: lambda: _("“%(term)s” are needed and are not in the profile."),
    Code.WISH_LACKING: lambda: _("“%(term)s” are wanted and are not in the profile."),
    Code.MUST_NOT_SHARED: lambda: _("“%(term)s” are needed. The person does not share lived experience."),
    Code.WISH_NOT_SHARED: lambda: _("“%(term)s” are wanted. The person does not share lived experience."),
}

COUNTED: Mapping[Code, tuple[str, Callable[[int], str]]] = {
    Code.RESTED: (
        "months",
        lambda count: ngettext(
            "%(months)s month since the last assignment.",
            "%(months)s months since the last assignment.",
            count,
        ),
    ),
    Code.PASSED_OVER: (
        "count",
        lambda count: ngettext(
            "Considered and not chosen %(count)s time in the last year.",
            "Considered and not chosen %(count)s times in the last year.",
            count,
        ),
    ),
    Code.RUNNING: (
        "count",
        lambda count: ngettext("Has %(count)s assignment now.", "Has %(count)s assignments now.", count),
    ),
    Code.ASKED: (
        "count",
        lambda count: ngettext(
            "Asked %(count)s time in the last six months.",
            "Asked %(count)s times in the last six months.",
            count,
        ),
    ),
    Code.GROUP_HAS: (
        "count",
        lambda count: ngettext("%(count)s person %(trait)s.", "%(count)s people %(trait)s.", count),
    ),
    Code.GROUP_COVERS: (
        "count",
        lambda count: ngettext(
            "%(count)s person has “%(term)s”.", "%(count)s people have “%(term)s”.", count
        ),
    ),
}

REMEDIES: Mapping[Remedy, Callable[[], str]] = {
    Remedy.PERSON_COMES_BACK: lambda: _("Only the person can come back to the network."),
    Remedy.FINISH_ONBOARDING: lambda: _("Finish the first conversation, and make the profile active."),
    Remedy.PERSON_ENDS_PAUSE: lambda: _("Only the person can end the pause."),
    Remedy.ASK_NETWORK_CONSENT: lambda: _("Ask the person for consent, and record it."),
    Remedy.PERSON_RAISES_MAXIMUM: lambda: _("Only the person can raise the own limit."),
    Remedy.PERSON_LIFTS_NO_GO: lambda: _("Only the person can take back the own no."),
    Remedy.CHECK_CONFLICT: lambda: _(
        "Find out if it still stands, and end it on the person's page if not. Or choose all the same and say why."
    ),
    Remedy.AWAIT_ANSWER: lambda: _("Wait for the answer."),
    Remedy.RESPECT_NO: lambda: _(
        "A no is a no. Choose all the same only if the person has said so, and say why."
    ),
    Remedy.CHECK_LANGUAGES: lambda: _("Ask about the languages, and write them in the profile."),
    Remedy.CHECK_MEETING_FORMS: lambda: _("Ask how the person can meet, and write it in the profile."),
    Remedy.CHECK_AREA: lambda: _(
        "Ask if the distance is a hindrance, or write the right area in the profile."
    ),
    Remedy.SEE_GROUP: lambda: _("Look in the list of candidates."),
    Remedy.ASK_ABOUT_TERM: lambda: _("Ask the person about it, and write it in the profile."),
    Remedy.ASK_EXPERIENCE_CONSENT: lambda: _("Ask if the person wants to share lived experience."),
    Remedy.CONFIRM_PROFILE: lambda: _("Go through the profile together with the person."),
}
