"""Who you are: so far only the demo's list of people; real people sign in through allauth."""

from django.urls import path

from . import views

urlpatterns = [
    # Closed before allauth sees them: whoever finds a family's tablet would give that account an address and a
    # password of their own, unconfirmed, and keep it. Addresses are written by the site's admin.
    path("accounts/email/", views.closed, name="account_email"),
    path("accounts/password/set/", views.closed, name="account_set_password"),
    path("demo/", views.demo_people, name="demo-people"),
    path("demo/<int:pk>/", views.demo_sign_in, name="demo-sign-in"),
]
