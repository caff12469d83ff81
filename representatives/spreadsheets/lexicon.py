"""The words of headings, in bokmål, nynorsk and English: which column is which field, and what is refused.

Patterns meet a heading in the plain form of `plain_heading` ("E-postadresse?" is "epostadresse"), so they
also find a field inside a long question of a web form. They are asked in order: the first that matches wins.
"""

import re
from enum import StrEnum

from representatives.spreadsheets.forbidden import Forbidden
from representatives.spreadsheets.terms import Relation


class Field(StrEnum):
    """Where a column goes. The first eighteen are the public names; the last three only decide about
    the person.
    """

    NAME = "name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    EMAIL = "email"
    PHONE = "phone"
    BIRTH_YEAR = "birth_year"
    AREA = "area"
    EXPERIENCE = "experience"
    RELATION = "relation"
    SKILLS = "skills"
    AVAILABILITY = "availability"
    CONSENT_ON = "consent_on"
    LAST_CONTACT_ON = "last_contact_on"
    LANGUAGE = "language"
    ORGANISATION = "organisation"
    TRAINING = "training"
    DECLARATION = "declaration"
    NOTE = "note"
    ACTIVE = "active"
    LEFT = "left"
    CONSENT_WITHDRAWN = "consent_withdrawn"


KIN = r"(pårør|paaror|paarør|paror|next of kin|carer|caregiver|relative|forelder|foreldre|parent)"

REFUSED: tuple[tuple[Forbidden, str], ...] = (
    (
        Forbidden.NATIONAL_ID,
        r"(f(ø|o|oe)(d|dd)sels? ?(nummer|nr|no)\b|f(ø|o)dsels(dato)?( ?og)? ?person ?(nr|nummer)|person "
        r"?(nummer|nr)\b|\bpersnr|"
        r"\bfnr|\bf nr\b|\bpnr\b|\bd ?nummer|\bdnr\b|\bd nr\b|11 ?(siffer|sifre)|elleve siffer|"
        r"identitets ?(nummer|nr)|"
        r"identity (number|no|nr)|id ?nummer|\bid (nr|number|no)\b|national (id|ident)|social security|"
        r"\bssn\b|\bnin\b|personal (id|identity|number|no)|"
        r"personleg(e)? (nummer|id)|personlig id|\bcpr\b|henkil(ö|o)tunnus|\bpesel\b|personbeteckning|"
        r"pass ?(nummer|nr)|passport)",
    ),
    (
        Forbidden.BANK_ACCOUNT,
        r"(\b(bank ?)?konto ?(nummer|nr|numer|no|info|opplysning\w*)?\b|\bbankkonto|kontonr|kontonummer|"
        r"account (number|no|nr)|bank (account|details|info)|"
        r"\bbank\b|\biban\b|\bkto\b|\bkonto ?n|\bbic\b|\bswift\b|l(ø|o)nnskonto|utbetales? til|sort code|"
        r"kortnummer|card number)",
    ),
    (
        Forbidden.DIAGNOSIS,
        r"(diagnos|diagonos|\bdx\b|\bicd\b|\bicd ?1[01]|\bicpc|helseopplysning|health information|"
        r"medical (condition|history)|sjukdomshistor|sykdomshistor|"
        r"sykehistorie|sjukehistorie|anamnese|journal ?(nr|nummer)|medisin(er|ar|liste)?\b|medication|"
        r"legemid)",
    ),
)
"""Refused by name, whatever the values."""

ILLNESS = (
    r"(\bsykdom|\bsjukdom|\blidelse|\bliding|\billness|\bdisease|\bdisorder|\bhelsetilstand|"
    r"hva feiler|kva feilar|\btilstand\b|\bcondition\b|\bfunksjonsnedsett|\bdisabilit)"
)
"""Refused as diagnosis too, unless the heading asks for experience with it."""

IGNORED = (
    r"^((lø|lo)pe ?(nr|nummer)|nr|nummer|no|id|number|rad|row|kj(ø|o)nn|gender|sex|adresse|gateadresse|"
    r"address|postnr|postnummer|zip)\b$",
    r"(tidsmerke|tidsstempel|tidspunkt for|timestamp|start ?tid|slutt ?tid|start time|end time|"
    r"completion time|fullf(ø|o)r|"
    r"last modified|sist (endr|oppdater|lagr)\w*|registrert|opprettet|oppretta|created|ip adress|"
    r"submission|svar id|response id)",
    r"(honorar|godtgj|reise ?(utgift|rekning|regning|godt)|utbetal|honorarium|reimburs|lønn\b)",
    rf"\b(navn|namn|name|telefon|tlf|mobil|phone|epost|email)\w*\b.*\b({KIN[1:-1]}|kontaktperson|verge|ektefelle|saksbehandl|leder|leiar|foresatt|fastlege|spouse|guardian|emergency)",
    rf"\b({KIN[1:-1]})\w*\b.*\b(navn|namn|name|telefon|tlf|mobil|phone|nummer|epost|email)",
    r"^(n(æ|e)r(m|)e?aste |n(æ|e)rmeste )(pårør\w*|leder|leiar)|^(kontaktperson|verge|ektefelle|"
    r"saksbehandler|emergency contact)\b",
    r"samtyk\w*.*(bilde|bilete|foto|film|photo|image|video|nyhetsbrev|newsletter|sendt|sent\b|purr)|"
    r"(bilde|bilete|foto|photo)\w* ?samtyk",
    r"(hvor|korleis|hvordan|how).{0,30}(hørte|høyrde|hear).*om",
)
"""Never a field, though a word of a field may be in it: another person's data, the form's own
columns, pay.
"""

FIELDS: tuple[tuple[Field, Relation | None, str], ...] = (
    (
        Field.CONSENT_WITHDRAWN,
        None,
        r"(samtyk\w*|consent).*(trukk|trekt|tilbake|withdraw|slutt|utløp|expire)|(trukk|withdraw|"
        r"tilbaketrukk).*(samtyk|consent)",
    ),
    (Field.CONSENT_ON, None, r"(samtyk|samtykk|\bconsent|\bsamt\b)"),
    (
        Field.NAME,
        None,
        r"(for|f(ø|o)re)na(vn|mn)\b.*etterna(vn|mn)|etterna(vn|mn)\b.*(for|f(ø|o)re)na(vn|mn)|(first|"
        r"given).*(last|family|surname)|(last|family|surname).*(first|given)",
    ),
    (
        Field.GIVEN_NAME,
        None,
        r"\b(for|f(ø|o)re) ?n(a|av)mn|\bfornavn|\bf ?navn\b|\bf ?namn\b|first ?name|given ?name|forename|"
        r"f(ø|o)renamn",
    ),
    (
        Field.FAMILY_NAME,
        None,
        r"\better ?na(vn|mn)|\be ?na(vn|mn)\b|last ?name|surname|family ?name|slekts ?na(vn|mn)",
    ),
    (Field.EMAIL, None, r"(epost|\bemail|\bmail|eadresse|\bmeil)"),
    (
        Field.DECLARATION,
        None,
        r"(taushet|taushed|teieplikt|teiepl|tausheits|konfidensial|confidential|\bnda\b|non disclosure|"
        r"signert erkl|erklæring|erklering)",
    ),
    (
        Field.LAST_CONTACT_ON,
        None,
        r"\b(sist|siste|last|seinast|senest|latest)\b.*(bruk|kontak|contact|oppdrag|used|snakk|ring|møt|"
        r"assign|aktiv|active|dato)|^(sist|siste) ?(gang|gong)?$|(kontakt(et|a)|contacted) (sist|last)",
    ),
    (
        Field.LEFT,
        None,
        r"^(sluttet|slutta|utmeldt|inaktiv|inactive|left|utgått|har sluttet|har slutta|slutt ?dato|"
        r"sluttdato|avsluttet)\b",
    ),
    (
        Field.ACTIVE,
        None,
        r"^((er |fortsatt |fremdeles |framleis |still |is )*(aktiv|active)\w*|status|medlemsstatus|"
        r"state)\b( (nå|no|now|medlem|member|representant|ja nei|yes no))*$",
    ),
    (Field.TRAINING, None, r"(oppl(æ|e)r|\bkurs|\btraining|\bcourse|skolering|skulering)"),
    (
        Field.BIRTH_YEAR,
        None,
        r"(\bf(ø|o)d(t|d|sels? ?(år|aar|ar|dato)|e ?år)?\b|\bf(ø|o)dsels|\bf ?dato\b|\bf ?år\b|\bbirth|"
        r"\bborn\b|\bdob\b|\byob\b|\bårskull|\bårgang|\balder\b|\bage\b|gammel er du|gamal er du)",
    ),
    (
        Field.RELATION,
        None,
        r"(^roll?e?\b|^role\b|\brelasjon|\brelation\b|\bperspektiv|^tilknytning|^tilknyting|(bruker|"
        r"brukar|pasient|user|patient) ?(eller|or|/|og)? ?(pårør|next of kin|carer)|^type (erfaring|"
        r"representant)|stiller (du )?som|representerer du som|^(egen|eigen|own) (eller|or)? ?(pårør|"
        r"next))",
    ),
    (Field.EXPERIENCE, None, rf"(egen|eigen|own).{{0,25}}{KIN}|{KIN}.{{0,25}}(egen|eigen|own)"),
    (
        Field.EXPERIENCE,
        Relation.BEREAVED,
        r"(etterlatt|etterlaten|etterletne|bereave).*(etter|erf|exper|til)",
    ),
    (
        Field.EXPERIENCE,
        Relation.NEXT_OF_KIN,
        rf"{KIN}\w*( ?(til|for|av|med|to|of|erf\w*|exper\w*|person\w*|i)\b|erfar)|"
        rf"(erfar\w*|experienc\w*).*{KIN}",
    ),
    (
        Field.EXPERIENCE,
        Relation.OWN,
        r"(egen|eigen|eige|bruker|brukar|pasient) ?erfar|\b(own|lived|patient|user|personal) experience|"
        r"erfar\w* som (bruker|brukar|pasient)",
    ),
    (Field.RELATION, None, rf"^{KIN}\w*$"),
    (Field.EXPERIENCE, None, r"(erfar|\bexperien|^tema(er)?$|^fagområde|^erf\b|^område for erf)"),
    (
        Field.SKILLS,
        None,
        r"(bidra|ferdig(het|heit|heter|heiter)|\bferd\b|kompetanse|\bskill|\bstyrke|\bressurs(er|ar)?\b|"
        r"hva kan du\b|kva kan du\b|\bkan du gjøre|contribut|\bflink til|\bgod på|\bkunnskap)",
    ),
    (
        Field.AVAILABILITY,
        None,
        r"(kan møte|kan delta|når (kan|passer|passar|på|er du)|tilgjeng|\btilgj\b|availab|møte ?tid|"
        r"møtetid|\b(møte)?(dager|dagar)\b|\bukedag|\bvekedag|(hvilke|kva) tid|\bpasser det|\bpassar det|"
        r"when can|\bledig|\bbest time|^tid$|^tider$)",
    ),
    (
        Field.LANGUAGE,
        None,
        r"(\bspråk|\bspraak|\bmål ?form|\bmaalform|\bmål\b|\blanguage|skriftspråk|skriftmål)",
    ),
    (
        Field.ORGANISATION,
        None,
        r"(organisa|organiza|\borg\b|forening|\bforeining|\blag\b|association|medlem av|member of|"
        r"\bunion\b|representerer|meldt av|oppnevnt av|oppnemnd av)",
    ),
    (
        Field.PHONE,
        None,
        r"(\btlf|\btelefon|\btelef|\bmob\b|\bmobil|\bphone|\bcell|\btel\b|\bsms\b|mobilnummer|kontakt "
        r"?nummer|^kontakt ?(info|opplysning\w*)?$|^contact( info\w*)?$)",
    ),
    (
        Field.AREA,
        None,
        r"(\bbydel|\bområde|\bomraade|\bbygd|\bsted|\bstad\b|\bbosted|\bbustad|\bgrend|\bkrets|\bkommune|"
        r"\barea\b|\bdistri[ck]t|\bregion|(hvor|kvar) (bor|bur)|where do you live|\btettsted|\bpoststed|"
        r"\bpoststad|\btown\b|\bcity\b|\bsone\b|\bplace\b|municipality|\bfylke|\bneighbou?rhood|"
        r"\bborough)",
    ),
    (
        Field.NAME,
        None,
        r"(\bna(v|m)n\b|\bna(v|m)net\b|^fullt na|\bname\b|\bnavnet|\b(heter|heiter) du|^brukerrep|"
        r"^brukarrep|^representant|^person$|^deltaker|^deltakar|who are you|fulle navn)",
    ),
    (
        Field.NOTE,
        None,
        r"(merknad|\bmerkn\b|notat|kommentar|comment|\bnote|\bremark|\bannet\b|\banna\b|anmerk|\binfo|"
        r"\bopplysning|diverse|\bbeskjed|noe (mer|annet)|noko (meir|anna)|anything else|\bother\b|"
        r"\bobs\b|viktig å vite)",
    ),
)

LABELS: dict[str, str] = {
    "name": "navn fulltnavn namn fullname",
    "given_name": "fornavn førenamn firstname givenname",
    "family_name": "etternavn etternamn surname lastname",
    "email": "epost epostadresse emailadresse emailaddress",
    "phone": "telefon mobil telefonnummer mobilnummer mobiltelefon phonenumber",
    "birth_year": "fødselsår fødselsdato fødeår birthyear birthdate",
    "area": "bydel område kommune bosted bustad distrikt district",
    "experience": "erfaring erfaringer erfaringar erfaringsområde experience",
    "skills": "ferdigheter ferdigheiter kompetanse kanbidramed skills",
    "availability": "tilgjengelighet tilgjenge availability",
    "consent_on": "samtykke samtykkedato consent",
    "last_contact_on": "sistkontaktet sistbrukt sistkontakta lastcontact",
    "language": "språk målform language",
    "organisation": "organisasjon brukerorganisasjon organisation organization",
    "training": "opplæring training",
    "declaration": "taushetserklæring teieplikterklæring taushetsplikt",
    "note": "merknad merknader kommentar kommentarer notater",
    "relation": "relasjon tilknytning relation",
    "active": "aktiv status",
    "refused:national_id": "fødselsnummer personnummer fødselsnr personnr identitetsnummer",
    "refused:bank_account": "kontonummer bankkonto kontonr bankkontonummer accountnumber",
    "refused:diagnosis": "diagnose diagnoser diagnosar diagnosis",
}
"""Short labels for slips of the pen: a heading one letter off (two in long words) is taken for one of
these.
"""

FIELD_PATTERNS = tuple((field, relation, re.compile(pattern)) for field, relation, pattern in FIELDS)
REFUSED_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in REFUSED)
IGNORED_PATTERNS = tuple(re.compile(pattern) for pattern in IGNORED)
ILLNESS_PATTERN = re.compile(ILLNESS)
EXPERIENCE_ASKED = re.compile(r"(erfar|experien)")
