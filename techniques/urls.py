"""The library's addresses. All of them open without signing in."""

urlpatterns: list = []
