"""Addresses of the import and the export."""

from django.urls import path

from representatives.spreadsheets import export_views, own_words_views, run_views, views

urlpatterns = [
    path("import/", views.import_start, name="import_start"),
    path("import/lists/", run_views.import_list, name="import_list"),
    path("import/lists/<slug:import_run_id>/undo/", run_views.import_undo, name="import_undo"),
    path(
        "import/headings/<slug:column_choice_id>/forget/",
        run_views.column_choice_forget,
        name="column_choice_forget",
    ),
    path("import/mistakes/", views.import_mistakes, name="import_mistakes"),
    path("import/<slug:draft_id>/confirm/", views.import_confirm, name="import_confirm"),
    path("import/<slug:draft_id>/discard/", views.import_discard, name="import_discard"),
    path("import/progress/<slug:job_id>/", views.import_progress, name="import_progress"),
    path("own-words/", own_words_views.word_import, name="word_import"),
    path("own-words/words.csv", own_words_views.word_export, name="word_export"),
    path("export/", export_views.registry_export, name="registry_export"),
]
