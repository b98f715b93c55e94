"""A page declared as a slice would declare it, over typed rows made for the test."""

from django.db import models
from django.test.utils import isolate_apps

from sightline.base.forms.validators import not_in_future
from sightline.kernel.forms import Page, Section
from sightline.kernel.process import EventKind

isolation = isolate_apps("sightline.base")
registry = isolation.enable()


class Worker(models.Model):
    class Meta:
        app_label = "base"


class Held(models.Model):
    class Place(models.TextChoices):
        MEETING = "meeting", "A meeting"
        CALL = "call", "A telephone or video call"
        OTHER = "other", "Another way"

    how = models.CharField("how was it held?", max_length=10, choices=Place)
    how_other = models.CharField("which way?", max_length=40, blank=True)
    why = models.TextField("why was this decided?", help_text="In your own words.")
    joint = models.BooleanField("was it joint with the police?", null=True)
    told_on = models.DateField("when were the family told?", null=True, validators=[not_in_future])
    length = models.IntegerField("how many minutes?", null=True)
    started_at = models.DateTimeField("when did it start?", null=True)
    chair = models.ForeignKey(Worker, models.PROTECT, verbose_name="who chaired?", null=True)

    class Meta:
        app_label = "base"


class Attended(models.Model):
    agency = models.CharField("agency", max_length=40)
    seen = models.CharField(
        "took part", max_length=5, choices=[("yes", "In person"), ("view", "Sent a view")]
    )

    class Meta:
        app_label = "base"


class Factor(models.Model):
    factor = models.CharField(
        "which of these apply?", max_length=3, choices=[("1A", "Alcohol: child"), ("2B", "Drugs")]
    )

    class Meta:
        app_label = "base"


class ChildView(models.Model):
    said = models.TextField("what did the child say?")

    class Meta:
        app_label = "base"


isolation.disable()

KIND = EventKind(
    "held",
    "Strategy discussion held",
    outcomes={"section47": "Section 47 enquiry", "no_section47": "No enquiry", "more": "Not yet"},
    sets="Date of the next discussion",
)

PAGE = Page(
    "held",
    "Record the discussion",
    "held",
    sections=(
        Section(
            "When",
            ("on", "time", "for_on"),
            needed=("on",),
            labels={"on": "When was it held?"},
        ),
        Section(
            "What was decided",
            ("how", "why", "joint", "told_on", "length", "chair"),
            model="base.Held",
            needed=("how", "why"),
            reveals={"how": {"other": ("how_other",)}},
        ),
        Section("Who took part", ("agency", "seen"), model="base.Attended", many=True),
        Section("Factors", ("factor",), model="base.Factor", many=True),
        Section("Each child: outcome", ("outcome", "for_on"), per_child=True, needed=("outcome",)),
        Section("Each child: view", ("said",), model="base.ChildView", per_child=True),
    ),
    shared=True,
)
