"""Names that nobody could take for a real person's: plants, birds, stones and weather."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

GIRLS = (
    "Wren", "Hazel", "Fern", "Ivy", "Linnet", "Juniper", "Clover", "Marigold", "Poppy", "Saffron",
    "Willow", "Bryony", "Columbine", "Damson", "Elder", "Fescue", "Gentian", "Heather", "Iris",
    "Jasmine", "Kestrel", "Lavender", "Meadow", "Nettle", "Oleander", "Primrose", "Quince",
    "Rosehip", "Sorrel", "Tansy", "Umber", "Verbena", "Whinchat", "Yarrow", "Zinnia", "Avocet",
    "Bluebell", "Campion", "Dunnock", "Eyebright", "Amihan", "Anjeer", "Champa", "Gulab",
    "Sakura", "Kiri", "Zaitun", "Yasmin", "Nilufar", "Mimosa", "Acacia", "Marula", "Tamarind",
    "Jacaranda", "Papaya", "Oliwka", "Jagoda", "Kalina", "Malina", "Brezza", "Aurora", "Nuvola",
)
BOYS = (
    "Rowan", "Ash", "Linden", "Bracken", "Robin", "Heron", "Flint", "Jasper", "Reed", "Cedar",
    "Alder", "Birch", "Corncrake", "Drake", "Elm", "Falcon", "Gorse", "Hawthorn", "Ibis", "Jay",
    "Kite", "Larch", "Merlin", "Nightjar", "Oak", "Peregrine", "Quill", "Rush", "Swift", "Thorn",
    "Thistle", "Vetch", "Whitebeam", "Yew", "Basalt", "Cobalt", "Dale", "Ember", "Fjord", "Glen",
    "Chinar", "Neem", "Bargad", "Deodar", "Sandal", "Baobab", "Iroko", "Mahogany", "Mpingo",
    "Harmattan", "Jawor", "Dab", "Wiaz", "Sokol", "Grab", "Cipres", "Roble", "Olmo", "Khamsin",
    "Zephyr", "Mistral", "Sirocco",
)
FAMILIES = (
    "Larkspur", "Foxglove", "Brambling", "Cowslip", "Dogwood", "Eglantine", "Fieldfare",
    "Goldfinch", "Harebell", "Ironwood", "Jackdaw", "Kingfisher", "Lapwing", "Mallow",
    "Nuthatch", "Oxlip", "Pimpernel", "Quickthorn", "Redwing", "Speedwell", "Tormentil",
    "Underwood", "Valerian", "Wagtail", "Yellowhammer", "Agrimony", "Bittersweet", "Celandine",
    "Dabchick", "Elderflower", "Figwort", "Goosander", "Honesty", "Inkcap", "Jonquil",
    "Knapweed", "Lovage", "Mistlethrush", "Nightshade", "Oysterplant", "Pipistrelle", "Ragwort",
    "Samphire", "Teasel", "Umbrel", "Viburnum", "Woodruff", "Yellowrattle", "Ammonite",
    "Bulrush", "Chalkhill", "Dewberry", "Evergreen", "Fallowdeer", "Gooseberry", "Hornbeam",
    "Icelandpoppy", "Jacobsladder", "Kittiwake", "Loosestrife", "Moorhen", "Nutbrown",
    "Orangetip", "Periwinkle", "Quartzite", "Reedmace", "Sandpiper", "Turnstone", "Ulmus",
    "Violetta", "Waxwing", "Yaffle", "Anemone", "Bullfinch", "Cranesbill", "Dragonfly",
    "Earthstar", "Forgetmenot", "Greenfinch", "Heartsease", "Isinglass", "Jewelweed", "Kelp",
    "Limestone", "Merganser", "Nuthazel", "Ouzel", "Pennywort", "Quaking-Grass", "Rockrose",
    "Silverbirch", "Toadflax", "Upland", "Vervain", "Whortleberry", "Yellowwort", "Amaltas",
    "Banyan", "Chameli", "Dhoop", "Gulmohar", "Jamun", "Kachnar", "Mogra", "Palash", "Shisham",
    "Afara", "Bubinga", "Cassava", "Egusi", "Harmat", "Kapok", "Moringa", "Okoume", "Raffia",
    "Brzoza", "Czeremcha", "Jarzebina", "Konwalia", "Modrzew", "Paproc", "Sasanka", "Wierzba",
    "Alerce", "Ceibo", "Encina", "Ginesta", "Laurelwood", "Nogal", "Retama", "Tejo", "Arganier",
    "Dahlwood", "Henna", "Rihan", "Sidr", "Tamarisk", "Zaatar", "Cloudberry", "Rainford",
    "Mistwood", "Frostwick", "Thawley", "Sleetham", "Dawnfield", "Duskmoor", "Galeforth",
)
STREETS = (
    "Acorn Rise", "Badger Close", "Catkin Street", "Dormouse Lane", "Eiderdown Road",
    "Feather Court", "Gosling Green", "Hedgehog Way", "Iris Walk", "Jasmine Terrace",
    "Kestrel Gardens", "Ladybird Lane", "Mole Hill", "Nettle Street", "Otter Wharf",
    "Pebble Row", "Quail Drive", "Rabbit Warren", "Snail Crescent", "Toad Lane", "Vole Street",
    "Water-Lily Quay", "Yew Tree Avenue", "Tadpole Mews", "Heron Bank", "Bramble Parade",
)
STAFF_FIRST = (
    "Amber", "Basil", "Coral", "Dill", "Erica", "Forrest", "Ginger", "Heath", "Indigo", "Jade",
    "Kelpie", "Laurel", "Myrtle", "Nigella", "Opal", "Pearl", "Quillon", "Ruby", "Sage", "Thyme",
    "Una", "Violet", "Wold", "Xanthe", "Yuzu", "Zest",
)
STAFF_LAST = (
    "Ridge", "Combe", "Fell", "Tarn", "Beck", "Holt", "Weald", "Marsh", "Shaw", "Mere", "Strand",
    "Cliff", "Down", "Pool", "Brook", "Dell", "Garth", "Moor", "Spinney", "Wade",
)
MORE_STAFF_LAST = (
    "Haven", "Lea", "Hythe", "Croft", "Thorpe", "Wick", "Stead", "Bourne", "Ford", "Hurst", "Den",
    "Ley", "Ness", "Hollow", "Heathfield", "Lowland", "Highmoor", "Eastwater", "Westwater",
    "Saltings", "Fallow", "Furrow", "Orchard", "Meadows", "Coppice",
)
#: A county's family names and streets are put together of a beginning and an end.
BEGUN = (
    "Acorn", "Alder", "Amber", "Ash", "Aspen", "Badger", "Barley", "Birch", "Bracken", "Briar",
    "Brook", "Cedar", "Clover", "Copper", "Coral", "Cypress", "Daisy", "Dew", "Dove", "Eagle",
    "Elm", "Fern", "Field", "Finch", "Flint", "Fox", "Frost", "Gold", "Grass", "Hare", "Hazel",
    "Heather", "Holly", "Ivy", "Juniper", "Lark", "Lily", "Lime", "Maple", "Marsh", "Meadow",
    "Moss", "Moth", "Oak", "Olive", "Otter", "Pine", "Plum", "Rain", "Raven", "Reed", "River",
    "Rose", "Rush", "Sand", "Sedge", "Snow", "Stone", "Swan", "Thistle", "Thorn", "Tide", "Vine",
    "Willow", "Wind", "Wren",
)
ENDED = (
    "acre", "bank", "beck", "berry", "bourne", "brook", "bush", "by", "combe", "cote", "croft",
    "dale", "den", "down", "edge", "fall", "field", "ford", "garth", "gate", "grove", "ham",
    "haven", "hay", "heath", "holm", "holt", "hurst", "land", "lea", "ley", "low", "mead", "mere",
    "moor", "more", "ridge", "shaw", "shore", "stead", "stone", "thorpe", "ton", "wade", "water",
    "well", "wick", "wold", "wood", "worth",
)
ROADS = (
    " Avenue", " Bank", " Close", " Court", " Crescent", " Drive", " Gardens", " Green", " Hill",
    " Lane", " Mews", " Parade", " Rise", " Road", " Row", " Street", " Terrace", " Walk", " Way",
)
#: Two of these end a postcode.
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


#: Whoever looks at the borough is told to look for this child, so nobody else is called so.
ONE_ALONE = frozenset({"Wren Larkspur"})


@dataclass(frozen=True)
class Home:
    """Where a family lives; the district only in a county, whose teams divide it among them."""

    lines: str
    code: str
    district: str = ""


def another(sex: str, taken: set[str]) -> str:
    """A first name that nobody in the family has, without dealing one."""
    name = next(name for name in (BOYS if sex == "M" else GIRLS) if name not in taken)
    taken.add(name)
    return name


class Names:
    """Names dealt from shuffled packs, so that few are dealt twice."""

    families, streets = FAMILIES, STREETS

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._packs: dict[str, list[str]] = {}
        self._numbers: dict[str, set[int]] = {}

    def _deal(self, key: str, pack: tuple[str, ...]) -> str:
        left = self._packs.get(key)
        if not left:
            left = self._packs[key] = list(pack)
            self._rng.shuffle(left)
        return left.pop()

    def given(self, sex: str, besides: set[str]) -> str:
        """A first name that nobody in the family has."""
        pack = {"F": GIRLS, "M": BOYS}.get(sex, GIRLS + BOYS)
        for _ in range(len(pack)):
            name = self._deal(sex, pack)
            if name not in besides:
                besides.add(name)
                return name
        return self._rng.choice(pack)

    def family(self) -> str:
        """A family name; each comes round once before any comes again."""
        return self._deal("family", self.families)

    def street(self) -> str:
        """A house in a street of the borough."""
        return f"{self._rng.randint(1, 148)} {self._deal('street', self.streets)}"

    def home(self) -> Home:
        """Where a family lives."""
        lines = f"{self.street()}, Merrow"
        return Home(lines, f"MW{self._rng.randint(1, 12)} {self._rng.randint(1, 9)}AA")

    def unused(self, scheme: str, number: int, below: int) -> int:
        """That number, or the next that nobody has been given under a scheme."""
        given = self._numbers.setdefault(scheme, set())
        while number in given:
            number = (number + 1) % below
        given.add(number)
        return number


class CountyNames(Names):
    """Names for a county of families: thousands of family names, and streets in every district."""

    families = FAMILIES + tuple(first + last for first in BEGUN for last in ENDED)
    streets = tuple(f"{first}{last}" for first in BEGUN for last in ROADS)

    def __init__(self, rng: Random, districts: Sequence[str]) -> None:
        super().__init__(rng)
        self._districts = districts

    def home(self) -> Home:
        """Where a family lives: a district, whose number the postcode bears."""
        place = self._rng.randrange(len(self._districts))
        unit = f"{self._rng.choice(LETTERS)}{self._rng.choice(LETTERS)}"
        district = self._districts[place]
        return Home(f"{self.street()}, {district}",
                    f"MW{place + 1} {self._rng.randint(1, 9)}{unit}", district)


def staff_names(rng: Random, wide: bool = False) -> list[str]:
    """Every name a worker may have, in an order of its own."""
    families = (*STAFF_LAST, *MORE_STAFF_LAST) if wide else STAFF_LAST
    found = [f"{first} {last}" for first in STAFF_FIRST for last in families]
    rng.shuffle(found)
    return found
