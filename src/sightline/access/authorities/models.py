"""The local authorities that keep their children's records in this installation."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from sightline.base.models import Row

CODE = r"^[0-9]{3}$"


class Authority(Row):
    """A children's services authority (Children Act 1989 s.105), known by its DfE number."""

    code = models.CharField(
        "DfE number", max_length=3, unique=True, validators=[RegexValidator(CODE)]
    )
    name = models.CharField(max_length=100, unique=True)
    go_live_on = models.DateField(
        "first day recorded here",
        null=True,
        blank=True,
        help_text="From this day what happens is recorded here, so local timescales run.",
    )

    class Meta:
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=CODE), name="authorities_code_is_three_digits"
            )
        ]

    def __str__(self) -> str:
        return self.name
