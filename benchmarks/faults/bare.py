"""A bare SMTP loop: so many letters of so many bytes over one connection; the seconds, and those on the processor."""

import smtplib
import sys
import time
from email.message import EmailMessage

LINE = "Kan du tenke deg å være med?\n"


def main() -> None:
    port, number, size = (int(word) for word in sys.argv[1:])
    begun, worked = time.monotonic(), time.process_time()
    with smtplib.SMTP("127.0.0.1", port) as server:
        for one in range(number):
            server.send_message(_letter(one, size))
    print(time.monotonic() - begun, time.process_time() - worked)


def _letter(number: int, size: int) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = (
        "Svar",
        "medvirk@example.org",
        f"person{number}@example.org",
    )
    letter["Message-ID"] = f"<bare{number}@example.org>"
    letter.set_content(LINE * (size // 3 // len(LINE)))
    letter.add_alternative(f"<p>{LINE}</p>" * (size * 2 // 3 // (len(LINE) + 7)), subtype="html")
    return letter


if __name__ == "__main__":
    main()
