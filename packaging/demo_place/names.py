"""Names for streets, parks and buildings: English in sound, invented in fact."""

from collections.abc import Iterator

from demo_place.chance import stream

TREES = ("Alder", "Ash", "Beech", "Birch", "Blackthorn", "Cedar", "Chestnut", "Cherry", "Cypress", "Elder",
         "Elm", "Fir",
         "Hawthorn", "Hazel", "Holly", "Hornbeam", "Ivy", "Juniper", "Laburnum", "Larch", "Laurel", "Lilac",
         "Lime",
         "Linden", "Maple", "Myrtle", "Oak", "Olive", "Pine", "Plane", "Poplar", "Rowan", "Spruce",
         "Sycamore", "Walnut",
         "Willow", "Yew", "Bramble", "Heather", "Fern", "Bracken", "Clover", "Foxglove", "Primrose",
         "Rosemary")  # fmt: skip
BIRDS = ("Avocet", "Bittern", "Curlew", "Dunlin", "Fulmar", "Gannet", "Goldcrest", "Heron", "Kestrel",
         "Kingfisher",
         "Kittiwake", "Lapwing", "Linnet", "Mallard", "Martin", "Merlin", "Nightingale", "Osprey", "Petrel",
         "Plover",
         "Redshank", "Sandpiper", "Skylark", "Snipe", "Swallow", "Swift", "Teal", "Tern", "Thrush",
         "Wagtail", "Wren")  # fmt: skip
CRAFTS = ("Anchor", "Bakehouse", "Baltic", "Barge", "Bell", "Bobbin", "Brewhouse", "Candle", "Caulker",
          "Chandler",
          "Cobbler", "Cooper", "Cordwain", "Dyehouse", "Ferry", "Flax", "Forge", "Foundry", "Fuller",
          "Granary", "Herring",
          "Kiln", "Lantern", "Lock", "Maltings", "Mast", "Mill", "Net", "Quay", "Rope", "Saddler", "Sail",
          "Salter", "Sluice",
          "Staithe", "Tallow", "Tannery", "Thatch", "Tide", "Tiller", "Turner", "Weaver", "Wharf",
          "Windlass")  # fmt: skip
FIELDS = ("Barley", "Brook", "Cinder", "Cowslip", "Croft", "Drove", "Fallow", "Farm", "Fen", "Fold",
          "Furlong", "Gallow",
          "Garth", "Glebe", "Hagg", "Harrow", "Hay", "Hedge", "Heath", "High", "Hollow", "Home", "Ing",
          "Long", "Low",
          "Marl", "Mead", "Moor", "Moss", "North", "Orchard", "Paddock", "Pasture", "Pound", "Ridge", "Rye",
          "Sheep",
          "South", "Spring", "Stone", "Stubble", "Thorn", "Tithe", "Upper", "Warren", "West", "Wheat",
          "Wold")  # fmt: skip
ENDS_TOWN = ("Street", "Street", "Street", "Road", "Terrace", "Row", "Place", "Lane", "Yard")
ENDS_SUBURB = ("Road", "Avenue", "Drive", "Close", "Crescent", "Grove", "Gardens", "Way", "Walk")
ROOTS = ("Ash", "Beck", "Black", "Brad", "Brock", "Chad", "Cop", "Crow", "Dal", "Den", "Dun", "Ed", "Elm",
         "Fair", "Fen", "Fox",
         "Gar", "Gold", "Hal", "Har", "Hart", "Hazel", "Hol", "Ing", "Kel", "Ket", "Lang", "Lin", "Mar",
         "Mel", "Mid", "Nor", "Oak",
         "Os", "Pel", "Rad", "Raven", "Red", "Rush", "Salt", "Sand", "Sel", "Shel", "Stan", "Sut", "Thorn",
         "Thur", "Ul", "Wal",
         "Well", "Whit", "Wood", "Wy", "Yar")  # fmt: skip
STEMS = ("field", "gate", "croft", "wick", "hurst", "ley", "combe", "mere", "stead", "thorpe", "bourne",
         "worth", "dale",
         "ham", "ton", "by")  # fmt: skip


def _shuffled(purpose: str, firsts: tuple[str, ...], lasts: tuple[str, ...]) -> list[str]:
    rng = stream(purpose)
    every = sorted({f"{first} {last}" for first in firsts for last in lasts})
    return [every[i] for i in rng.permutation(len(every))]


def _endless(pool: list[str], purpose: str) -> Iterator[str]:
    """Yield the pool and then names of the kind that estates are laid out under, none of them twice."""
    yield from pool
    yield from _shuffled(
        purpose + " more", tuple(root + stem for root in ROOTS for stem in STEMS), ENDS_SUBURB
    )


def town_streets() -> Iterator[str]:
    """Yield names for the close-built streets near a town's middle."""
    return _endless(_shuffled("town streets", CRAFTS + FIELDS, ENDS_TOWN), "town streets")


def suburb_streets() -> Iterator[str]:
    """Yield names for suburban streets."""
    return _endless(_shuffled("suburb streets", TREES + BIRDS + FIELDS, ENDS_SUBURB), "suburb streets")


def avenues() -> Iterator[str]:
    """Yield names for neighbourhood roads."""
    return _endless(
        _shuffled("avenues", tuple(root + stem for root in ROOTS for stem in STEMS), ("Road",)), "avenues"
    )


def lanes() -> Iterator[str]:
    """Yield names for country lanes."""
    return _endless(_shuffled("lanes", FIELDS + TREES, ("Lane", "Drove", "Gate")), "lanes")


def parks() -> Iterator[str]:
    """Yield names for parks and commons."""
    return _endless(
        _shuffled("parks", FIELDS + CRAFTS + TREES, ("Park", "Common", "Recreation Ground", "Green")), "parks"
    )
