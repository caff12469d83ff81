"""Fields that serializers of several rooms share."""

from typing import Any

from rest_framework import serializers


class RowField(serializers.SlugRelatedField[Any]):
    """A row by its public id; what can be no id is looked up nowhere, since PostgreSQL refuses a zero byte."""

    def to_internal_value(self, data: Any) -> Any:
        if "\x00" in str(data):
            self.fail("invalid")
        return super().to_internal_value(data)
