"""`manage.py create_municipality SLUG --name … --admin EMAIL`."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from config.core.accounts import services as accounts
from config.core.organisations import services as organisations
from config.core.organisations.models import Role
from representatives.catalogue import services as catalogue


class Command(BaseCommand):
    help = "Makes a municipality with its first administrator, who signs in with a code by mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the first part of its addresses, such as nordvik")
        parser.add_argument("--name", required=True)
        parser.add_argument("--admin", required=True, help="e-mail of the first administrator")
        parser.add_argument("--language", default="nb", choices=["nb", "nn", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        try:
            validate_email(options["admin"])
        except ValidationError as error:
            raise CommandError(f"--admin: {' '.join(error.messages)}") from error
        try:
            with transaction.atomic():
                catalogue.load_starter_catalogue()
                municipality = organisations.create_municipality(
                    slug=options["slug"], name=options["name"], language=options["language"], at=at
                )
                accounts.give_role(
                    municipality=municipality, email=options["admin"], role=Role.ADMINISTRATOR, by=None, at=at
                )
        except organisations.CannotCreate as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{municipality.name} is ready. {options['admin']} signs in with a code by mail.")
