"""The numbers that the form tells people to ring are set by a command."""

from typer.testing import CliRunner

from sightline.portal.referral_form.commands import commands
from sightline.portal.referral_form.models import FrontDoorNumbers
from sightline.portal.referral_form.receipts import numbers_of


def test_new_numbers_stand_and_the_old_ones_are_kept(merrow):
    answer = CliRunner().invoke(commands, ["numbers", "999", "--day", "020 7946 0111"])
    assert "ring 020 7946 0111" in answer.output
    assert numbers_of(merrow.authority.pk).day_phone == "020 7946 0111"
    assert FrontDoorNumbers.objects.filter(superseded_at__isnull=False).count() == 1


def test_an_authority_there_is_not_is_told_in_words(merrow):
    answer = CliRunner().invoke(commands, ["numbers", "123", "--day", "1"])
    assert answer.exit_code == 2
    assert "No authority has the number 123" in " ".join(answer.output.split())
