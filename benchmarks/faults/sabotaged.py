"""The application broken on purpose, for scripts that must find it out: each name is one to serve."""

import time
from typing import Any

from config.wsgi import application


def late(environ: Any, start_response: Any) -> Any:
    """Half a second late."""
    time.sleep(0.6)
    return application(environ, start_response)


def thankful(environ: Any, start_response: Any) -> Any:
    """Says thank you to every answer, also where it could not be kept."""
    if environ["REQUEST_METHOD"] != "POST":
        return application(environ, start_response)
    list(application(environ, lambda *_heard: None))
    start_response("303 See Other", [("Location", environ["PATH_INFO"])])
    return [b""]
