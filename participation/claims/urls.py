"""Addresses of rates, claims, receipts, payroll's basis and the frames, and of money on My page."""

from django.urls import path

from participation.claims import own, payroll_views, receipt_views, views

urlpatterns = [
    path("claims/", views.claim_list, name="claim_list"),
    path("claims/rates/", views.rate_list, name="rate_list"),
    path("claims/rates/new/", views.rate_create, name="rate_create"),
    path("claims/payroll/", payroll_views.payroll_list, name="payroll_list"),
    path("claims/payroll/new/", payroll_views.payroll_export, name="payroll_export"),
    path("claims/payroll/columns/", payroll_views.payroll_mapping, name="payroll_mapping"),
    path("claims/payroll/<slug:payroll_export_id>/file/", payroll_views.payroll_file, name="payroll_file"),
    path("claims/payroll/<slug:payroll_export_id>/undo/", payroll_views.payroll_undo, name="payroll_undo"),
    path("claims/forecast/", payroll_views.forecast_show, name="forecast_show"),
    path("claims/forecast/frame/", payroll_views.frame_set, name="frame_set"),
    path("claims/receipts/<slug:receipt_id>/", receipt_views.receipt_open, name="receipt_open"),
    path("claims/receipts/<slug:receipt_id>/drop/", receipt_views.receipt_drop, name="receipt_drop"),
    path("claims/<slug:claim_id>/", views.claim_detail, name="claim_detail"),
    path("claims/<slug:claim_id>/approve/", views.claim_approve, name="claim_approve"),
    path("claims/<slug:claim_id>/decline/", views.claim_decline, name="claim_decline"),
    path("claims/<slug:claim_id>/reopen/", views.claim_reopen, name="claim_reopen"),
    path("claims/<slug:claim_id>/return/", views.claim_return, name="claim_return"),
    path("claims/<slug:claim_id>/receipts/", receipt_views.receipt_add, name="receipt_add"),
    path("attendances/<slug:attendance_id>/expenses/new/", views.expense_add, name="expense_add"),
    path("meetings/<slug:meeting_id>/called-off/", views.claim_call_off, name="claim_call_off"),
    path("people/<slug:representative_id>/statement.pdf", views.claim_statement, name="claim_statement"),
    path("my-page/money/", own.my_claim_list, name="my_claim_list"),
    path("my-page/money/statement/", own.my_statement, name="my_statement"),
    path("my-page/money/statement.pdf", own.my_statement_pdf, name="my_statement_pdf"),
    path("my-page/money/meetings/<slug:attendance_id>/new/", own.my_expense_add, name="my_expense_add"),
    path("my-page/money/receipts/<slug:receipt_id>/", own.my_receipt_open, name="my_receipt_open"),
    path("my-page/money/receipts/<slug:receipt_id>/drop/", own.my_receipt_drop, name="my_receipt_drop"),
    path("my-page/money/<slug:claim_id>/", own.my_claim_detail, name="my_claim_detail"),
    path("my-page/money/<slug:claim_id>/decline/", own.my_claim_decline, name="my_claim_decline"),
    path("my-page/money/<slug:claim_id>/take-back/", own.my_claim_reopen, name="my_claim_reopen"),
    path("my-page/money/<slug:claim_id>/send/", own.my_claim_send, name="my_claim_send"),
    path("my-page/money/<slug:claim_id>/receipts/", own.my_receipt_add, name="my_receipt_add"),
]
