from django.urls import path

from team import views

urlpatterns = [path("konten/<int:pk>/uebergabe/", views.hand_over, name="hand_over")]
