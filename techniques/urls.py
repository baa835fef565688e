"""The library's addresses, open without signing in; and those of a unit's work on techniques, for its staff."""

from django.urls import path

from techniques import claims, sheet, views
from techniques.own import leaflets, publishing, reviewing, serving, writing

OWN = "units/<row:unit>/techniques/"
DRAFT = OWN + "drafts/<row:draft>/"
LEAFLETS = "units/<row:unit>/leaflets/"
STEP = DRAFT + "steps/<row:step>/"

urlpatterns = [
    path("techniques/", views.library, name="library"),
    path("techniques/<slug:slug>/", views.technique, name="technique"),
    path("techniques/<slug:slug>/steps/<row:order>/", views.step, name="technique-step"),
    path("techniques/<slug:slug>/sheet/", sheet.sheet, name="technique-sheet"),
    path("techniques/<slug:slug>/sheet/pdf/", sheet.sheet_pdf, name="technique-sheet-pdf"),
    path("before-you-start/", views.before_you_start, name="before-you-start"),
    path("reading-your-baby/", views.reading_your_baby, name="reading-your-baby"),
    path("by-age/", views.by_age, name="by-age"),
    path("why/", views.why, name="why"),
    # which claims a unit's families read
    path("units/<row:unit>/claims/", claims.claims, name="unit-claims"),
    path("units/<row:unit>/claims/<row:claim>/showing/", claims.show, name="unit-claim-show"),
    path("units/<row:unit>/claims/<row:claim>/showing/removal/", claims.hide, name="unit-claim-hide"),
    # a unit's work on techniques
    path(OWN, reviewing.techniques, name="unit-techniques"),
    path(OWN + "new/", writing.begin, name="unit-technique-new"),
    path(DRAFT, writing.draft, name="unit-draft"),
    path(DRAFT + "steps/", writing.add_step, name="unit-draft-step-add"),
    path(STEP + "place/", writing.move_step, name="unit-draft-step-move"),
    path(STEP + "removal/", writing.remove_step, name="unit-draft-step-remove"),
    path(STEP + "picture/removal/", writing.remove_picture, name="unit-draft-picture-remove"),
    path(DRAFT + "request/", writing.ask, name="unit-draft-ask"),
    path(DRAFT + "removal/", writing.discard, name="unit-draft-discard"),
    path(DRAFT + "reading/", publishing.draft, name="unit-draft-review"),
    path(DRAFT + "review/", publishing.review, name="unit-draft-reviewed"),
    path(DRAFT + "return/", publishing.send_back, name="unit-draft-return"),
    path(DRAFT + "publication/", publishing.publish, name="unit-draft-publish"),
    path(OWN + "<slug:slug>/draft/", writing.next_version, name="unit-technique-draft"),
    path(OWN + "<slug:slug>/retirement/", publishing.retire, name="unit-technique-retire"),
    path(OWN + "<slug:slug>/return/", publishing.bring_back, name="unit-technique-return"),
    # its own leaflets
    path(LEAFLETS, leaflets.leaflets, name="unit-leaflets"),
    path(LEAFLETS + "new/", leaflets.new, name="unit-leaflet-new"),
    path(LEAFLETS + "<row:leaflet>/", leaflets.leaflet, name="unit-leaflet"),
    path(LEAFLETS + "<row:leaflet>/pdf/", leaflets.leaflet_pdf, name="unit-leaflet-pdf"),
    path(LEAFLETS + "<row:leaflet>/text/", leaflets.change, name="unit-leaflet-change"),
    path(LEAFLETS + "<row:leaflet>/removal/", leaflets.remove, name="unit-leaflet-removal"),
    path("unit-pictures/<slug:name>/<row:width>/", serving.picture, name="unit-picture"),
    path(OWN + "<slug:slug>/review/", reviewing.review, name="unit-technique-review"),
    path(OWN + "<slug:slug>/review/removal/", reviewing.take_back, name="unit-technique-review-removal"),
]
