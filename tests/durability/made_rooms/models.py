"""Rows that refer to themselves, to each other in a ring, and to many; with values that databases keep differently."""

from django.db import models


class Tag(models.Model):
    code = models.CharField(max_length=20, primary_key=True)


class House(models.Model):
    name = models.CharField(max_length=40)
    beside = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    host = models.ForeignKey("Person", null=True, on_delete=models.PROTECT, related_name="hosts")
    tags = models.ManyToManyField(Tag)
    near = models.ManyToManyField("self")


class Person(models.Model):
    home = models.ForeignKey(House, on_delete=models.PROTECT)
    born = models.DateField(null=True)
    seen = models.DateTimeField(auto_now=True)
    wakes = models.TimeField(null=True)
    share = models.FloatField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    facts = models.JSONField(default=dict)
    maybe = models.JSONField(null=True)
    raw = models.BinaryField(null=True)
    active = models.BooleanField(default=True)
    key = models.UUIDField(null=True)
    lasts = models.DurationField(null=True)


class Guest(Person):
    note = models.TextField()
