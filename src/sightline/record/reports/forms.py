"""The questions of a report, for the pages of those who write one."""

from sightline.kernel.forms import Section

CHILD = Section(
    "The child", ("child_view",), model="reports.Report", needed=("child_view",),
    help="What the record says already is filled in, with where it comes from. Change it until it "
    "is right for this conference.",
)
HAPPENED = Section(
    "What has happened", ("happened", "family_view"), model="reports.Report", needed=("happened",)
)
ANALYSIS = Section("Analysis", ("analysis",), model="reports.Report", needed=("analysis",))
PLAN = Section("Draft plan", ("draft_plan",), model="reports.Report", needed=("draft_plan",))

REPORT = (CHILD, HAPPENED, ANALYSIS, PLAN)
