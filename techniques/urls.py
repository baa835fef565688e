"""The library's addresses. All of them open without signing in."""

from django.urls import path

from techniques import views

urlpatterns = [
    path("techniques/", views.library, name="library"),
    path("techniques/<slug:slug>/", views.technique, name="technique"),
    path("techniques/<slug:slug>/steps/<int:order>/", views.step, name="technique-step"),
    path("before-you-start/", views.before_you_start, name="before-you-start"),
    path("reading-your-baby/", views.reading_your_baby, name="reading-your-baby"),
    path("by-age/", views.by_age, name="by-age"),
    path("why/", views.why, name="why"),
]
