"""Who you are and who works in a unit; people sign in through allauth, in the demo by their name."""

from django.urls import path

from . import staff, views

urlpatterns = [
    # Closed before allauth sees them: whoever finds a family's tablet would give that account an address and a
    # password of their own, unconfirmed, and keep it. Addresses are written by the site's admin.
    path("accounts/email/", views.closed, name="account_email"),
    path("accounts/password/set/", views.closed, name="account_set_password"),
    path("units/<int:unit>/staff/", staff.staff, name="unit-staff"),
    path("units/<int:unit>/staff/<int:member>/link/", staff.link, name="unit-staff-link"),
    path("units/<int:unit>/staff/<int:member>/end/", staff.end, name="unit-staff-end"),
    path("demo/", views.demo_people, name="demo-people"),
    path("demo/<int:pk>/", views.demo_sign_in, name="demo-sign-in"),
]
