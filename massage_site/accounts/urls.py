"""Who you are and who works in a unit; people sign in through allauth, in the demo by their name."""

from django.urls import include, path

from . import coming_back, factors, hospital, keep, lent, signed_in, staff, views

urlpatterns = [
    # Closed before allauth sees them: whoever finds a family's tablet would give that account an address and a
    # password of their own, unconfirmed, and keep it. Addresses are written by the site's admin.
    path("accounts/email/", views.closed, name="account_email"),
    path("accounts/password/set/", views.closed, name="account_set_password"),
    path("accounts/reauthenticate/code/", views.closed, name="account_request_reauthentication_code"),
    path("accounts/reauthenticate/code/confirm/", views.closed, name="account_confirm_reauthentication_code"),
    path("accounts/second-step/", include(factors)),
    path("accounts/hospital/", include(hospital)),
    path("units/<row:unit>/staff/", staff.staff, name="unit-staff"),
    path("units/<row:unit>/staff/<row:member>/link/", staff.link, name="unit-staff-link"),
    path("units/<row:unit>/staff/<row:member>/end/", staff.end, name="unit-staff-end"),
    path("units/<row:unit>/staff/<row:member>/second-step/", staff.second_step, name="unit-staff-second-step"),
    path("keep/", include(keep)),
    path("signed-in/", include(signed_in)),
    path("join/", include(coming_back)),
    path("tablet/", include(lent)),
    path("alive/", views.alive, name="alive"),
    path("demo/", views.demo_people, name="demo-people"),
    path("demo/<row:pk>/", views.demo_sign_in, name="demo-sign-in"),
]
