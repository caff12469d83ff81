"""Run as a program: brings the database of DATABASE_URL up to date and says as JSON what is in it."""

import json

import django
from django.apps import apps
from django.core.management import call_command


def read() -> None:
    """Migrates, then counts the rows of each table and opens one sealed value."""
    django.setup()
    from representatives.registry.models import Representative

    call_command("migrate", verbosity=0)
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
    person = Representative.objects.exclude(email_index="").order_by("pk")[0]
    found = Representative.objects.filter(email_index=person.email_index).count()
    print(
        json.dumps(
            {
                "rows": {model._meta.label: model._default_manager.count() for model in apps.get_models()},
                "email": person.email,
                "found_by_index": found,
            }
        )
    )


if __name__ == "__main__":
    read()
