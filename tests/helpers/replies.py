"""Replies as mail programs write them, in bokmål and English. `{sender}` and `{message_id}` are filled in."""

_OUTLOOK_NB = """\
From: Paula =?iso-8859-1?Q?Pr=F8ve?= <{sender}>
To: Granvik kommune <medvirkning@granvik.example.org>
Subject: =?iso-8859-1?Q?SV:_Svar_innen_12._mars:_et_oppdrag_i_Granvik?=
Thread-Topic: Svar innen 12. mars
Date: Tue, 3 Mar 2026 08:15:00 +0000
Message-ID: <AM0PR01MB1@AM0PR01MB1.eurprd01.prod.exchangelabs.com>
In-Reply-To: {message_id}
References: {message_id}
Content-Language: nb-NO
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="_000_AM0_"

--_000_AM0_
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

Hei!

Kan jeg ta med datteren min p=E5 det f=F8rste m=F8tet?

Mvh
Paula

Fra: Granvik kommune <medvirk@example.org>
Sendt: mandag 2. mars 2026 11:00
Til: Paula Pr=F8ve <{sender}>
Emne: Svar innen 12. mars: et oppdrag i Granvik

Hei Paula,

Granvik sp=F8r om du vil v=E6re representant for Hjemmetjenesten.

--_000_AM0_
Content-Type: text/html; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

<html><body><p>Noe annet</p></body></html>

--_000_AM0_--
"""
_OUTLOOK_EN_HTML = """\
From: Paula <{sender}>
To: medvirkning@granvik.example.org
Subject: Re: Answer by March 12
In-Reply-To: {message_id}
MIME-Version: 1.0
Content-Type: text/html; charset="utf-8"

<html><head><style>p {{ margin: 0 }}</style></head><body dir="ltr">
<div class="elementToProof">Hello!</div><div><br></div>
<div class="elementToProof">Can I bring my&nbsp;daughter?</div>
<script>alert("Yes")</script>
<div id="appendonsend"></div><hr>
<div id="divRplyFwdMsg"><b>From:</b> Granvik &lt;medvirk@example.org&gt;<br><b>Sent:</b> Monday</div>
<div>Granvik asks whether you will be a representative.</div></body></html>
"""
_OUTLOOK_PHONE = """\
From: {sender}
To: medvirkning@granvik.example.org
Subject: SV: Svar innen 12. mars
References: <noe@annet.example.org> {message_id}
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

Kan jeg ta med datteren min?

Hent Outlook for iOS<https://aka.ms/o0ukef>
________________________________
Fra: Granvik kommune <medvirk@example.org>
Sendt: Monday, March 2, 2026 11:00:00 AM
Til: {sender} <{sender}>
Emne: Svar innen 12. mars

Hei Paula,
"""
_GMAIL_NB = """\
MIME-Version: 1.0
References: {message_id}
In-Reply-To: {message_id}
From: Paula =?UTF-8?Q?Pr=C3=B8ve?= <{sender}>
Date: Tue, 3 Mar 2026 09:15:00 +0100
Message-ID: <CAF=x1@mail.gmail.com>
Subject: Re: Svar innen 12. mars: et oppdrag i Granvik
To: medvirkning@granvik.example.org
Content-Type: multipart/alternative; boundary="00000000000012"

--00000000000012
Content-Type: text/plain; charset="UTF-8"
Content-Transfer-Encoding: base64

{gmail}
--00000000000012
Content-Type: text/html; charset="UTF-8"

<div dir="ltr">Kan jeg ta med datteren min?</div><div class="gmail_quote">man. 2. mars</div>

--00000000000012--
"""
_GMAIL_TEXT = """\
Kan jeg ta med datteren min?

man. 2. mars 2026 kl. 11:00 skrev Granvik kommune, medvirkning <
medvirk@example.org>:

> Hei Paula,
>
> Granvik spør om du vil være representant for Hjemmetjenesten.
>
"""
_GMAIL_EN_BELOW = """\
From: {sender}
To: medvirkning@granvik.example.org
Subject: Re: Answer by March 12
In-Reply-To: {message_id}
Content-Type: text/plain; charset="UTF-8"

On Mon, Mar 2, 2026 at 11:00 AM Granvik <medvirk@example.org> wrote:

> Hello Paula,
>
> Granvik asks whether you will be a representative.

Can I bring my daughter?
--
Paula
Old Road 1
"""
_APPLE_NB = """\
From: Paula <{sender}>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Mime-Version: 1.0 (1.0)
Subject: Re: Svar innen 12. mars
Date: Tue, 3 Mar 2026 09:15:00 +0100
In-Reply-To: {message_id}
To: medvirkning@granvik.example.org
X-Mailer: iPhone Mail (22D72)

Kan jeg ta med datteren min?

Sendt fra min iPhone

> 2. mars 2026 kl. 11:00 skrev Granvik kommune <medvirk@example.org>:
>=20
> =EF=BB=BFHei Paula,
>=20
"""
_APPLE_EN = """\
From: Paula <{sender}>
Content-Type: multipart/mixed; boundary="Apple-Mail=_1"
Subject: Re: Answer by March 12
In-Reply-To: {message_id}
To: medvirkning@granvik.example.org
X-Mailer: Apple Mail (2.3826)

--Apple-Mail=_1
Content-Type: text/plain; charset=us-ascii

Can I bring my daughter?

> On 2 Mar 2026, at 11:00, Granvik <medvirk@example.org> wrote:
>=20
> Hello Paula,

--Apple-Mail=_1
Content-Type: text/plain; name="note.txt"
Content-Disposition: attachment; filename="note.txt"

What is attached is not read.
--Apple-Mail=_1--
"""

NB, EN = "Kan jeg ta med datteren min?", "Can I bring my daughter?"
SAMPLES: dict[str, tuple[str, str]] = {
    "outlook nb": (
        _OUTLOOK_NB,
        "Hei!\n\nKan jeg ta med datteren min på det første møtet?\n\nMvh\nPaula",
    ),
    "outlook en, html alone": (_OUTLOOK_EN_HTML, f"Hello!\n\n{EN}"),
    "outlook on a phone": (_OUTLOOK_PHONE, NB),
    "gmail nb": (_GMAIL_NB, NB),
    "gmail en, below the quotation": (_GMAIL_EN_BELOW, EN),
    "apple mail nb": (_APPLE_NB, NB),
    "apple mail en, with an attachment": (_APPLE_EN, EN),
}


def sample(name: str, *, sender: str = "paula@example.org", message_id: str = "<x@example.org>") -> bytes:
    """A reply as it comes in."""
    from base64 import encodebytes

    gmail = encodebytes(_GMAIL_TEXT.encode()).decode()
    text = SAMPLES[name][0].format(sender=sender, message_id=message_id, gmail=gmail)
    return text.replace("\n", "\r\n").encode()
