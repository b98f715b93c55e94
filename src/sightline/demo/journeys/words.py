"""What people of the demo borough say and write; each line is about nobody."""

from __future__ import annotations

WORRIES = (
    ("6", "Police were called to shouting at the home at night; the children were upstairs."),
    ("2A", "School: often hungry, in the same clothes all week, and tired."),
    ("3B", "Health visitor: missed checks, and the home was cold and without a cot."),
    ("3A", "GP: mother is low and says that she cannot cope with the children."),
    ("1A", "Grandmother says that the children are left alone in the evening."),
    ("1B", "A neighbour hears crying and adults shouting most nights."),
    ("3E", "Hospital: a bruise on the arm that the explanation does not fit."),
    ("4", "Housing officer: the flat is unsafe, with broken windows and no heating."),
    ("5D", "Early help: the plan has not led to change and the worries grow."),
    ("2A", "School: said at lunch that they are frightened to go home."),
    ("6", "Police: a parent was found drunk in charge of the children in the street."),
    ("8", "Family centre: father shouts at the children and nobody stops him."),
    ("9", "Somebody who would not give a name says that the children look neglected."),
    ("3C", "School nurse: untreated teeth, and appointments are not kept."),
    ("5A", "Adult services: a parent's drug use is worse since the summer."),
    ("2B", "Nursery: not collected on time three days in one week."),
)
ROLES = {
    "6": "Police constable", "2A": "Designated safeguarding lead", "2B": "Nursery manager",
    "3A": "General practitioner", "3B": "Health visitor", "3C": "School nurse",
    "3E": "Nurse in charge", "4": "Housing officer", "5A": "Adult social worker",
    "5D": "Early help worker", "1A": "Grandmother", "1B": "Neighbour", "8": "Centre manager",
    "9": "",
}
DETAIL = (
    "They rang at the end of the day and had written it down as it happened. They have worried "
    "for some weeks and have spoken to the family once.",
    "This is the second time. The first time things were better for a while.",
    "They saw it themselves. The parent was told that they would ring us.",
)
WHY_REFER = (
    "What was described could do the child lasting harm, and help so far has not changed it.",
    "The children's needs will not be met without help from a social worker.",
    "More has to be known about the children's day-to-day care, and the family has agreed.",
)
WHY_NOT = (
    "The family already gets the right help, and the school will tell us if that changes.",
    "The worry was looked into with the school and health visitor, and is explained.",
    "Advice was given to the referrer, who will talk with the family and offer early help.",
)
SEEN = (
    "The home was warm and there was food. The child showed me their drawings.",
    "The child was quiet at first and talked more once we were in the garden.",
    "The living room was untidy but safe. The parent answered openly.",
    "There was tension between the adults, which stopped when I asked about it.",
)
SAID = (
    "“I like it when it is quiet.”", "“Mum laughs more now.”", "“I want to stay at my school.”",
    "“It is better when Nan is here.”", "Played with bricks and came back to the parent often.",
    "“I don’t like it when they shout.”", "“I want my own bed.”", "“Can the dog stay?”",
)
MEANS = (
    "A little safer than last time; the routine holds on school days.",
    "The same as before. The next visit will look at mornings.",
    "Less safe than hoped: what was agreed about evenings did not last.",
    "Safer. The parent asked for help before it went wrong.",
)
ANALYSIS = (
    "The worry is real and is mostly about evenings and weekends. Warmth between parent and child "
    "is strong. If nothing changes the child will go on being tired, hungry and afraid.",
    "The parent wants to do better and does so with help. Without it the pattern comes back "
    "within weeks, as it did twice before.",
    "What the child says and what was seen agree. The parent's account changed when asked again.",
)
NEEDS = (
    "To be looked after by a sober adult at all times, to be fed and to sleep.",
    "Calm at home, and somebody to tell when it is not.",
    "Health checks kept, and school every day.",
)
OUTCOMES = (
    ("The child has a hot meal every evening and is in bed by eight on school nights.",
     "The child says so, and the school sees a child who is not tired, four days out of five."),
    ("Nobody shouts or hits at home, and the child is not afraid there.",
     "The child's own scale, asked alone every fortnight, is six or more for a month."),
    ("Every health appointment is kept.", "The health visitor's list shows none missed."),
)
ACTIONS = (
    "Set up the evening routine with the parent, and look at it together each week",
    "Take the child through the feelings cards alone, and write down what they say",
    "Go with the parent to the first appointment at the recovery service",
    "Ask the school for its attendance list, and ring on the first morning away",
)
TRIGGER = "The child is found alone, or a parent is drunk or using, or the home is not safe."
THEN = "Ring the social worker, at night the out of hours service; the child goes to the carer."
BY_WHOM = "The social worker or the duty worker, and the worker on call at night."
CARER = "The grandmother, who has been asked and has agreed."
CALL = "The duty desk in the day; the out of hours service at night."
CONFERENCE = (
    "The child is likely to go on being harmed: it has gone on for months, two agencies saw it, "
    "and the plan without a conference did not change it.",
    "There is harm now, and the parents do not yet agree about why.",
)
CONTINUES = "Some of the plan is done. What matters most, the evenings, is not yet safe."
ENDS = "The child has been safe for six months, says so, and the agencies that know them agree."
NO_PLAN = "There was harm, and the parent has acted on it. Help by agreement is enough."
NOT_HARM = "The injury is explained by the fall that two adults saw; the child says the same."
CLOSED = "What was to change has changed, and stayed so for three months."
CORE = "The family and the agencies went through each action. Two are done; one is late."
RECORD = "Each agency said what it knew. The parents spoke for themselves. The chair summed up."
REVIEWED = "The routine holds on most days. The parent has asked to go on."
