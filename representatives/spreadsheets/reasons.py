"""Why a row is refused and why a value stays behind: every sentence, as templates for translation."""

from enum import StrEnum

from representatives.duplicates.likeness import Signal
from representatives.spreadsheets.cells import NoConsent
from representatives.spreadsheets.forbidden import Forbidden
from representatives.spreadsheets.values import Sentence
from representatives.spreadsheets.values import gettext_noop as _


class NoPerson(StrEnum):
    """Why a row is refused: it is no person, or not enough of one."""

    SUB_HEADING = "sub_heading"
    TOTAL = "total"
    HEADINGS_AGAIN = "headings_again"
    NO_NAME = "no_name"
    HALF_NAME = "half_name"
    NOT_A_NAME = "not_a_name"
    SEVERAL = "several"
    NUMBER_IN_NAME = "number_in_name"
    ERASED = "erased"


NO_PERSON: dict[NoPerson, str] = {
    NoPerson.SUB_HEADING: _("This row is a heading or a remark inside the list, not a person."),
    NoPerson.TOTAL: _("This row is a total, not a person."),
    NoPerson.HEADINGS_AGAIN: _("This row repeats the headings."),
    NoPerson.NO_NAME: _("The row has no name."),
    NoPerson.HALF_NAME: _(
        "Only half a name, or a name that is not certain. Fill in the full name and import again."
    ),
    NoPerson.NOT_A_NAME: _("What stands in the name column is not the name of a person."),
    NoPerson.SEVERAL: _("Several people stand in one cell. Give each of them a row, and import again."),
    NoPerson.NUMBER_IN_NAME: _(
        "There is a national identity number or an account number in the name. Remove it first."
    ),
    NoPerson.ERASED: _(
        "This person was deleted from the network. Ask the person first; with a new yes, add them by hand."
    ),
}

FORBIDDEN: dict[Forbidden, str] = {
    Forbidden.NATIONAL_ID: _("A national identity number stood here. Such numbers are never imported."),
    Forbidden.BANK_ACCOUNT: _("A bank account number stood here. Such numbers are never imported."),
    Forbidden.DIAGNOSIS: _("A diagnosis code stood here. Diagnosis codes are never imported."),
}

REFUSED_COLUMN: dict[Forbidden, str] = {
    Forbidden.NATIONAL_ID: _("The column %(heading)s holds national identity numbers and is not read."),
    Forbidden.BANK_ACCOUNT: _("The column %(heading)s holds bank accounts and is not read."),
    Forbidden.DIAGNOSIS: _("The column %(heading)s holds diagnoses and is not read."),
}

NO_CONSENT: dict[NoConsent, str] = {
    NoConsent.EMPTY: _("No date of consent. Ask for consent first; only contact details come in."),
    NoConsent.SAID_NO: _("The person has not consented, or has withdrawn. Only contact details come in."),
    NoConsent.NO_DATE: _("The consent has no date. Ask for consent first; only contact details come in."),
    NoConsent.AHEAD: _("The date of consent is still to come. Only contact details come in."),
    NoConsent.NOT_CREDIBLE: _("The date of consent cannot be right. Only contact details come in."),
    NoConsent.CONDITION: _(
        "The date is not clearly the day consent was given. Only contact details come in."
    ),
}
NO_CONSENT_COLUMN = _("The list has no column with the date of consent. Only contact details come in.")
HAS_LEFT = _("The person has left. Only name and contact details come in.")

UNREAD: dict[str, str] = {
    "phone": _("This is not a telephone number that can be called."),
    "email": _("This is not an address that mail can be sent to."),
    "birth_year": _("No year of birth could be read here."),
    "last_contact_on": _("No date could be read here."),
    "language": _("The language is not one of bokmål, nynorsk, Sámi or English."),
    "relation": _("It is not clear whose experience this is."),
    "declaration": _("It is not clear whether the declaration is signed."),
    "active": _("It is not clear whether the person is active; taken as active."),
}
TOO_LONG = _("The text is longer than %(limit)d characters and was cut there.")
TERM_TOO_LONG = _("This is a whole text and not a word for experience or skill. Put it in the note instead.")


IN_FILE: dict[Signal, str] = {
    Signal.SAME_EMAIL: _(
        "Same e-mail as row %(row)d, another name: one person, or a mailbox that two share?"
    ),
    Signal.SAME_EMAIL_AND_NAME: _("Same e-mail and nearly the same name as row %(row)d."),
    Signal.SAME_PHONE_AND_NAME: _("Same telephone and nearly the same name as row %(row)d."),
    Signal.SAME_NAME_AND_BIRTH_YEAR: _("Nearly the same name and the same year of birth as row %(row)d."),
    Signal.SAME_PHONE_AND_BIRTH_YEAR: _("Same telephone, first name and year of birth as row %(row)d."),
    Signal.SAME_NAME_ONLY: _("Same name as row %(row)d, and nothing that tells the two apart."),
}
IN_REGISTRY: dict[Signal, str] = {
    Signal.SAME_EMAIL: _("Same e-mail as somebody in the registry, another name."),
    Signal.SAME_EMAIL_AND_NAME: _("Same e-mail and nearly the same name as somebody in the registry."),
    Signal.SAME_PHONE_AND_NAME: _("Same telephone and nearly the same name as somebody in the registry."),
    Signal.SAME_NAME_AND_BIRTH_YEAR: _(
        "Nearly the same name and the same year of birth as somebody in the registry."
    ),
    Signal.SAME_PHONE_AND_BIRTH_YEAR: _(
        "Same telephone, first name and year of birth as somebody in the registry."
    ),
    Signal.SAME_NAME_ONLY: _("Same name as somebody in the registry, and nothing that tells the two apart."),
}


def sentence(template: str, **values: str | int) -> Sentence:
    """A sentence from a template of this module."""
    return Sentence(template, values)
