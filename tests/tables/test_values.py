"""What is taken for a number or an address that a file has in another way is said."""

from tables.cells import Cells
from tables.columns import KINDS
from tables.values import Meanings


def test_what_was_repaired_is_said_with_what_stood_there():
    kind = KINDS["networks.organisation"]
    meanings = Meanings({
        "e-mail": {"info(at)x.example": "info@x.example", "kontakt@x,example": "kontakt@x.example", "k. A.": ""},
        "fields": {"Metall": "Maschinenbau"},
    })  # fmt: skip

    def said(key: str, text: str) -> str:
        return meanings.repaired(Cells(), kind.by_key[key], text)

    assert said("e-mail", "info(at)x.example") == "„info(at)x.example“ ist gelesen als „info@x.example“."
    assert said("e-mail", "kontakt@x,example") == "„kontakt@x,example“ ist gelesen als „kontakt@x.example“."
    assert said("telefon", "0351 4911233 / 0172 3344556").endswith("gelesen als „0351 4911233“, „0172 3344556“.")
    same = [("telefon", "0351 491"), ("telefon", "0351 491 | 0351 492"), ("e-mail", "a@x.example; b@x.example"),
            ("e-mail", ""), ("e-mail", "k. A."), ("fields", "Metall"), ("post", "Weg 1, 01067 Dresden")]  # fmt: skip
    assert [said(key, text) for key, text in same] == [""] * len(same)
