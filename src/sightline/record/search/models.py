"""What search holds of the record: a passage for each event with words, and words as spelt.

Both are worked out from typed rows that stand: dropped and built again, they are the same.
"""

from typing import ClassVar

from django.db import models

from sightline.base.models import Row


class Passage(models.Model):
    """Everything typed on one standing event of one child, as one text.

    What an occasion knows once for several children is in the passage of each of them; what was
    written of one child is in no other's.
    """

    event = models.OneToOneField(
        "spine.Event", models.CASCADE, primary_key=True, related_name="+"
    )
    child = models.ForeignKey(
        "persons.Person", models.CASCADE, related_name="+", db_index=False
    )
    occasion = models.ForeignKey(
        "spine.Occasion", models.CASCADE, null=True, related_name="+", db_index=False
    )
    process = models.CharField(max_length=40)
    happened_on = models.DateField()
    text = models.TextField()
    also = models.TextField("the same words without accents and apostrophes")
    whose = models.CharField("the child, as a word of the index", max_length=24)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["child", "event"], name="passage_of_child")]


class Word(Row):
    """A word that somebody has written, kept so that a misspelt one finds its nearest.

    The same word may stand twice when two people first write it at one moment: a rule against that
    would let one recording wait for another.
    """

    word = models.CharField(max_length=30, db_index=True)
