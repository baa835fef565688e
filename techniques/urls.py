"""The library's addresses, open without signing in; and those of a unit's work on techniques, for its staff."""

from django.urls import path

from techniques import claims, views
from techniques.own import reviewing

OWN = "units/<int:unit>/techniques/"

urlpatterns = [
    path("techniques/", views.library, name="library"),
    path("techniques/<slug:slug>/", views.technique, name="technique"),
    path("techniques/<slug:slug>/steps/<int:order>/", views.step, name="technique-step"),
    path("before-you-start/", views.before_you_start, name="before-you-start"),
    path("reading-your-baby/", views.reading_your_baby, name="reading-your-baby"),
    path("by-age/", views.by_age, name="by-age"),
    path("why/", views.why, name="why"),
    # which claims a unit's families read
    path("units/<int:unit>/claims/", claims.claims, name="unit-claims"),
    path("units/<int:unit>/claims/<int:claim>/showing/", claims.show, name="unit-claim-show"),
    path("units/<int:unit>/claims/<int:claim>/showing/removal/", claims.hide, name="unit-claim-hide"),
    # a unit's work on techniques
    path(OWN, reviewing.techniques, name="unit-techniques"),
    path(OWN + "<slug:slug>/review/", reviewing.review, name="unit-technique-review"),
    path(OWN + "<slug:slug>/review/removal/", reviewing.take_back, name="unit-technique-review-removal"),
]
