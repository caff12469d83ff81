"""What the clock rings for is there."""

import inspect

from config.celery import app
from tests.helpers.house import named, sources


def test_every_periodic_task_exists():
    app.loader.import_default_modules()
    rung = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert rung
    assert rung - app.tasks.keys() == set()


def test_tasks_take_ids_by_keyword_only():
    app.loader.import_default_modules()
    ours = [task for name, task in app.tasks.items() if not name.startswith("celery.")]
    positional = [
        task.name
        for task in ours
        for parameter in inspect.signature(task.run).parameters.values()
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY
    ]

    assert ours
    assert not positional


def test_every_file_of_tasks_is_found_by_the_worker():
    app.loader.import_default_modules()
    modules = {task.__module__ for task in app.tasks.values()}
    files = {named(path).removesuffix(".py").replace("/", ".") for path in sources() if path.stem == "tasks"}

    assert files <= modules
