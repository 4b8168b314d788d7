"""Several people in a cell beside one address or number: nobody gets what is somebody else's."""

from tables.sharing import shares

TWO = ["Gundula Oehmichen (GF)", "Holger Tröger (Vertrieb)"]
PAIR = ["Peter Roth", "Ina Roth"]


def said(key: str, header: str, text: str, names: list[str] = TWO) -> list[str]:
    """What each gets; with a question mark where it is asked first."""
    return [one.text + (" ?" if one.asked else "") for one in shares(key, header, text, names)]


def test_one_address_goes_to_whom_it_names_and_is_asked_about_where_it_names_nobody():
    mine = {
        "troeger@x.example": ["", "troeger@x.example"],
        "h.tröger@x.example": ["", "h.tröger@x.example"],
        "goehmichen@x.example": ["goehmichen@x.example", ""],
        "holger@x.example": ["", "holger@x.example"],
        "holger.klemmsen@x.example": ["", "holger.klemmsen@x.example ?"],
        "vertrieb-sued@x.example": ["vertrieb-sued@x.example ?", ""],
        "info@x.example": ["info@x.example", "info@x.example"],
        "": ["", ""],
        "a@x.example; b@x.example": ["a@x.example", "b@x.example"],
    }
    assert {text: said("e-mail", "Mail AP", text) for text in mine} == mine
    roth = {"i.roth@r.example": ["", "i.roth@r.example"], "proth@r.example": ["proth@r.example", ""],
            "roth@r.example": ["roth@r.example ?", ""]}  # fmt: skip
    assert {text: said("e-mail", "Mail", text, PAIR) for text in roth} == roth


def test_one_direct_line_is_of_one_and_the_number_of_the_firm_of_all():
    assert said("telefon", "Durchwahl", "0351 4914932-46") == ["0351 4914932-46 ?", ""]
    assert said("telefon", "Telefon", "0171 5550134") == ["0171 5550134 ?", ""]
    assert said("telefon", "Tel. Zentrale", "0351 49149") == ["0351 49149"] * 2
    assert said("telefon", "Durchwahl", "0351 4914 / 0351 4915") == ["0351 4914", "0351 4915"]
    assert said("telefon", "Telefon", "0351 491, 0351 492, 0351 493") == ["0351 491, 0351 492, 0351 493 ?"] * 2


def test_as_many_addresses_as_people_go_to_whom_they_name_whatever_their_order():
    """What names nobody goes by its place; where one names who stands elsewhere, and the other nobody, it is asked."""
    assert said("e-mail", "Mail AP", "troeger@x.example; g.oehmichen@x.example") == [
        "g.oehmichen@x.example",
        "troeger@x.example",
    ]
    assert said("e-mail", "Mail AP", "gf@x.example, troeger@x.example") == ["gf@x.example", "troeger@x.example"]
    assert said("e-mail", "Mail AP", "troeger@x.example\ngf@x.example") == ["troeger@x.example ?", "gf@x.example ?"]
