"""What helps a professional at the right moment: short, in own words. Nothing of it is kept about anybody."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Guide:
    """One text: a moment, a checklist or an agenda, with its points."""

    key: str
    title: Any
    lead: Any
    points: tuple[Any, ...]


MOMENTS: tuple[Guide, ...] = (
    Guide(
        "before-first-meeting",
        _("Before a first meeting"),
        _("Those who come use their free time, and often wonder what they are there for. Say it early."),
        (
            _("Call each of them a few days before. Ask what they need to take part well."),
            _("Say in one sentence what they can change, and what is settled already."),
            _("Send the papers a week before. Two pages are better than twenty."),
            _("Let at least two come, so that nobody is alone."),
            _("Let them speak early in the meeting, and not last."),
            _("Write down what was said while they are there, and say when they will hear more."),
        ),
    ),
    Guide(
        "after-a-no",
        _("After a no"),
        _("Most people can take a no. What is hard is not to hear anything, or not to hear why."),
        (
            _("Say no clearly, and say why in plain words: money, law, time or another view."),
            _("Say who decided. Where it was not yours to decide, say whose it is and pass it on."),
            _("Say what you can do instead, if there is anything. Promise nothing you do not know."),
            _("Say whether it may be taken up again, and when."),
            _("Ask what you have not understood. A no may rest on a misunderstanding."),
            _("Say thank you: the next contribution comes from those who got an honest answer."),
        ),
    ),
    Guide(
        "one-persons-story",
        _("When a story is one person’s"),
        _("One story can show what no figure shows. It does not say how many it is so for."),
        (
            _("Listen to the end first. Thank them for it, and do not weigh it aloud."),
            _("Ask: do you know whether it is so for others too?"),
            _("Ask: what would have to be different for this not to happen again?"),
            _(
                "Look for others who say the same: another representative, an organisation, complaints, a survey."
            ),
            _("Ask who would see it in another way, and who has not been heard."),
            _("Write down from which experience it comes. The story belongs to the one who tells it."),
        ),
    ),
)
CHECKLISTS: tuple[Guide, ...] = (
    Guide(
        "checklist-before",
        _("Checklist: before the meeting"),
        _("The week before."),
        (
            _("They know time, place, how to get there, and whom to call."),
            _("They know what it pays, and how travel is covered."),
            _("The room, the sound and the pauses fit what they need."),
            _("The agenda has a point that is theirs."),
            _("Your colleagues know who is coming, and why."),
            _("Somebody takes notes, and somebody greets them at the door."),
        ),
    ),
    Guide(
        "checklist-after",
        _("Checklist: after the meeting"),
        _("The same week."),
        (
            _("What they said is written down, in their words."),
            _("Each contribution has somebody who owes an answer, and a day."),
            _("Hours and travel are written down, so that they are paid."),
            _("They have got a thank you and the next date."),
            _("You have talked with your colleagues about what surprised you."),
        ),
    ),
)
AGENDAS: tuple[Guide, ...] = (
    Guide(
        "agenda-first",
        _("Example agenda: the first meeting, 90 minutes"),
        _("With two representatives and three or four from the service."),
        (
            _("10 min: Welcome. Who are we, and why are we here?"),
            _("15 min: What we want to make better, and what we can and cannot change"),
            _("30 min: How is it today? The representatives speak first"),
            _("10 min: Pause"),
            _("15 min: What is most important to go on with?"),
            _("10 min: Who does what, when you will hear from us, and how it was to be here"),
        ),
    ),
    Guide(
        "agenda-working",
        _("Example agenda: a working meeting, 2 hours"),
        _("When you make something together."),
        (
            _("10 min: Since last time. What came of what you said?"),
            _("40 min: The draft. What is good, what is missing, what would you never say like this?"),
            _("15 min: Pause"),
            _("35 min: We write it anew in pairs, one representative and one from the service"),
            _("10 min: Who have we not heard?"),
            _("10 min: Next step, and who answers for it"),
        ),
    ),
)
ALL: tuple[Guide, ...] = (*MOMENTS, *CHECKLISTS, *AGENDAS)


def find(key: str) -> Guide | None:
    """The text of this name."""
    return next((guide for guide in ALL if guide.key == key), None)
