"""The bell for background work. The truth is rows (`core.jobs`, `core.outbox`); Celery only rings."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("medvirk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["config.core.jobs", "config.core.outbox", "config.core.privacy"])
