"""How the API reads JSON. Apart from `api`, which imports views: those read the settings, and so this, as they load."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class WholeJSON(JSONParser):
    """JSON that can also be written again: half a surrogate pair, or a depth that no reader follows, is a 400."""

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            read = super().parse(stream, media_type, parser_context)
            json.dumps(read, ensure_ascii=False).encode()
        except (UnicodeEncodeError, RecursionError) as error:
            raise ParseError(_("The JSON cannot be read.")) from error
        return read
