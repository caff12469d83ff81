"""Addresses of a person's consents."""

from django.urls import path

from representatives.consent import views

urlpatterns = [
    path("people/<slug:representative_id>/experience/new/", views.experience_add, name="experience_add"),
    path("people/<slug:representative_id>/consents/", views.consent_list, name="consent_list"),
    path("people/<slug:representative_id>/consents/<slug:purpose>/", views.consent_give, name="consent_give"),
    path(
        "people/<slug:representative_id>/consents/<slug:purpose>/renew/",
        views.consent_renew,
        name="consent_renew",
    ),
    path(
        "people/<slug:representative_id>/consents/<slug:purpose>/withdraw/",
        views.consent_withdraw,
        name="consent_withdraw",
    ),
]
