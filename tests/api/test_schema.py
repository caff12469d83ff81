"""The OpenAPI schema is whole in every language, and says what each address takes and gives."""

import json

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator


@pytest.mark.parametrize("language", ["en", "nb", "nn"])
def test_the_schema_is_valid_and_without_a_warning(language, tmp_path):
    file = tmp_path / "schema.json"
    call_command(
        "spectacular", validate=True, fail_on_warn=True, lang=language, format="openapi-json", file=str(file)
    )
    shapes = json.loads(file.read_text())["components"]["schemas"]

    assert shapes["Candidate"]["properties"].keys() == {"representative", "fits", "gaps", "rest", "load"}
    assert shapes["Figure"]["properties"].keys() == {"key", "value", "suppressed", "definition", "records"}
    assert shapes["Reason"]["properties"].keys() == {"gate", "text", "remedy"}


def test_every_operation_says_what_it_answers_and_how_it_refuses():
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    operations = {(method, path): one for path, some in paths.items() for method, one in some.items()}

    assert ("post", "/api/v1/invitations/{id}/answers/") in operations
    for address, operation in operations.items():
        answers = operation["responses"]
        assert "application/problem+json" in answers["default"]["content"], address
        assert any(
            code.startswith("2") and ("content" in answers[code]) == (code != "204") for code in answers
        ), address


def test_what_is_one_s_own_is_a_plain_list_as_the_schema_says(pia, api_of):
    answer = SchemaGenerator().get_schema(request=None, public=True)["paths"]["/api/v1/professionals/mine/"]

    assert answer["get"]["responses"]["200"]["content"]["application/json"]["schema"]["type"] == "array"
    assert api_of(pia).get("/api/v1/professionals/mine/").json() == []
