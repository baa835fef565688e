"""Who you are: so far only the demo's list of people; real people sign in through allauth."""

from django.urls import path

from . import views

urlpatterns = [
    path("demo/", views.demo_people, name="demo-people"),
    path("demo/<int:pk>/", views.demo_sign_in, name="demo-sign-in"),
]
