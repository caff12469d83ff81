"""The words by which a phrase says whose experience it is, or denies it: patterns, in the order of reading.

Bokmål, nynorsk and English, with the ways they are misspelt in lists. What a sign matches is taken out of the
phrase before the next is looked for, so that a narrow sign is not read again as a wide one.
"""

import re

OWN = "own-experience"
KIN = "next-of-kin"
KIN_ADULT = "next-of-kin-adult"
KIN_CHILD = "next-of-kin-child"
KIN_PARENT = "next-of-kin-parent"
BEREAVED = "bereaved"
ORGANISATION = "organisation-mandate"

_MY = r"(?:min|mi|mitt|mine|vår|vårt|our|my)"
_HAS = r"(?:med|har|hadde|fikk|fekk|som\s+har|som\s+hadde|with|has|had|who\s+has|who\s+had)"
_TO = r"(?:til|for|av|to|of)"
_AND = r"(?:og|and|/|\+|&)"
_AN = r"(?:(?:en|ei|ein|et|eit|a|an|the)\s+)?(?:(?:voksen|vaksen|voksne|vaksne|adult)\s+)?"
_AGED = r"(?:\s+(?:på|aged)\s+\d+(?:\s+år)?)?"
_KIN = (
    r"(?:p(?:å|aa|a)r(?:ø|oe|o)r(?:ende|ande|ene)(?:erfaring|representant|perspektiv)?|pår(?:ør)?\."
    r"|nærst(?:ående|åande)|next[\s-]+of[\s-]+kin|caring\s+for|caregivers?|family\s+members?|relatives?"
    r"|(?:family\s+)?carers?(?!['’]|\s+support))"
)
_CHILD = (
    r"(?:sønn(?:en)?|son(?:en)?|datter(?:en|a)?|dotter(?:a)?|barn(?:et|a)?|gutt(?:en)?|gut(?:en)?|jenta?"
    r"|tenåring(?:en)?|ungdom|barnebarn|child(?:ren)?|daughter|kid|grandchild)"
)
_PARENT = (
    r"(?:mor|mora|moren|mamma|far|faren|pappa|svigermor|svigerfar|bestemor|bestefar|mother|father|mum|mom|dad"
    r"|grandmother|grandfather)"
)
_PARENTS = rf"(?:{_PARENT}|forelder|foreldre(?:ne)?|parents?)"
_GUARDIAN = r"(?:forelder|foreldre|foresatte?|føresette?|parents?|guardian)"
_ADULT = (
    r"(?:ektefellen?|ektemaken?|ektemann(?:en)?|mannen|kon[ae]|konen|samboer(?:en)?|sambuar(?:en)?"
    r"|partner(?:en)?|søsken|sysken|søster(?:en|a)?|syster(?:a)?|bror(?:en)?|tante|onkel|venn(?:en)?"
    r"|husband|wife|spouse|sister|brother|sibling|aunt|uncle|friend)"
)
_SOMEONE = rf"(?:noen|nokon|someone|{_PARENTS}|{_CHILD}|{_ADULT}|{_MY})"
_SELF = r"(?:selv|sjølv|egen|eigen|self|own|bruker|brukar|pasient|patient)"


def _kin_patterns(who: str) -> str:
    """The ways to say that somebody else has it: "mor med", "mora mi", "min mor", "pårørende til mor"."""
    return (
        rf"{_KIN}\s+(?:{_TO}\s+)?(?:{_MY}\s+)?{_AN}{who}(?:\s+{_MY})?(?:\s+{_HAS})?\b"
        rf"|\b{_MY}\s+{_AN}{who}(?:\s+{_HAS})?\b"
        rf"|\b{who}\s+{_MY}(?:\s+{_HAS})?\b"
        rf"|\b{_AN}{who}{_AGED}\s+{_HAS}\b"
    )


_ORDER = (
    (OWN, rf"^{_SELF}\s*{_AND}\s*(?={_KIN})"),
    (BEREAVED, r"\b(?:etterlatte?|etterlaten|etterlatne|bereaved)\b"),
    (
        BEREAVED,
        rf"\b(?:enkj?e(?:mann)?|widow(?:er)?)\b(?:\s+(?:etter|of)\s+{_AN}(?:mann|{_SOMEONE})(?:\s+{_HAS}\b)?)?",
    ),
    (BEREAVED, rf"\b(?:mistet|mista|lost)\s+{_SOMEONE}\b(?:\s+{_PARENTS}\b|\s+{_CHILD}\b|\s+{_ADULT}\b)?"),
    (KIN_CHILD, rf"\b{_PARENTS}\s+{_TO}\s+{_AN}(?:{_CHILD}(?:{_AGED}\s+{_HAS})?)?(?:\b|(?<=\s))"),
    (KIN_PARENT, r"\bbarn\s+som\s+pårør[ae]nde\b"),
    (KIN_PARENT, rf"\b{_CHILD}\s+(?:til|av|of|to)\s+(?!voks|vaks)(?:{_AN}{_PARENTS}\s+{_HAS}\b)?"),
    (KIN_PARENT, _kin_patterns(_PARENTS)),
    (KIN_CHILD, _kin_patterns(_CHILD)),
    (KIN_ADULT, _kin_patterns(_ADULT)),
    (KIN_ADULT, rf"(?:{_KIN}\s+{_TO}\s+)?\b{_MY}\s+mann\b(?:\s+{_HAS}\b)?"),
    (KIN_ADULT, rf"\b(?:gift\s+med|married\s+to)\b(?:\s+(?:en|ei|ein|someone)\b)?(?:\s+{_HAS}\b)?"),
    (KIN_ADULT, rf"\b{_ADULT}\s+(?:til|av|of|to)\b"),
    (KIN_CHILD, rf"\(\s*(?:som\s+)?(?:{_GUARDIAN}|{_CHILD})\s*\)"),
    (KIN_CHILD, rf"\b{_GUARDIAN}(?:erfaring)?\b"),
    (KIN_ADULT, rf"\(\s*(?:som\s+)?{_ADULT}\s*\)"),
    (KIN, rf"\(\s*(?:som\s+)?(?:{_PARENT}|familie|family)\s*\)"),  # whose mother? the words do not say
    (KIN, rf"^{_PARENT}$"),
    (KIN, rf"\b{_AN}(?:nevø|niese|tantebarn|nephew|niece|cousin)\s+{_HAS}\b"),
    (KIN_PARENT, r"^(?:mor|mora|moren|faren|mamma|pappa|mother|father)\b"),
    (KIN, rf"(?<!\w){_KIN}(?!\w)"),
    (ORGANISATION, r"\b(?:organisasjonsmandat|organisation\s+mandate)\b"),
    (ORGANISATION, r"\b(?:på\s+vegner?\s+av|on\s+behalf\s+of)\b(?!\s+(?:andre|others))"),
    (ORGANISATION, r"\b(?:oppnevnt\s+av|oppnemnd\s+av|appointed\s+by)\b"),
    (OWN, r"\b(?:(?:jeg|eg|og)\s+)?(?:har|lever)\s+(?:selv|sjølv)\b(?:\s+(?:hatt|med))?"),
    (OWN, r"\b(?:selv|sjølv)\s+(?:har|hatt|hadde)\b(?:\s+hatt)?"),
    (OWN, r"\b(?:egen|eigen|eiga|egne|eigne)[\s-]*erfaring(?:er|ar)?\b(?:\s+(?:med|fra|frå|av))?"),
    (OWN, r"\bperson(?:lige?|leg|lege)\s+erfaring(?:er|ar)?\b(?:\s+(?:med|fra|frå|av))?"),
    (OWN, r"\b(?:lived|own|personal)\s+experience\b(?:\s+(?:of|with))?"),
    (OWN, rf"\(\s*(?:som\s+)?(?:{_SELF}|jeg|eg|myself)\s*\)"),
    (OWN, rf"^{_SELF}(?=\s*:|\s+[–—-])"),
    (OWN, rf"(?:[:;,]\s*|\s[–—-]\s*)(?:{_AND}\s*)?{_SELF}\s*$"),
)
SIGNS = tuple((relation, re.compile(pattern, re.IGNORECASE)) for relation, pattern in _ORDER)

# "I have" is only taken as one's own when nothing else was said of whom.
WEAK_OWN = re.compile(
    r"^(?:jeg|eg|i)\s+(?:har\s+hatt|har|lever\s+med|fikk|fekk|have\s+had|have|had|live\s+with)\b|^i've\s+had\b",
    re.IGNORECASE,
)

# Denied is what the phrase is about, not any verb in it: "gikk ikke bra" and "ikke-vestlig" deny nothing.
NEGATION = re.compile(
    r"(?:^|(?<=[,;:(])|\b(?:har|hatt|er|men|og|but|and|is|am|have|has|do|does)\b)\s*"
    r"\b(?:ikke|ikkje|aldri|not|never|h?verken|korkje|neither)\b(?!-|\s+norsk)"
    r"(?:\s+(?:hatt|selv|sjølv|har|have|had)\b)?"
    r"|\b(?:uten|utan|without)\b"
    r"|(?:\b(?:ingen|inga)\b|^no\b)(?:\s+(?:erfaring|experience)\s+(?:med|fra|frå|of|with)\b)?",
    re.IGNORECASE,
)
