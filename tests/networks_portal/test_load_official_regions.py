"""Files that build on the official Länder and Kreise."""

import pytest

from networks.models import Network
from networks_portal.loading.files import DirectoryError
from networks_portal.loading.load import load_directory
from regions.models import Region
from tests.factories import addresses, make
from tests.networks_portal.loading import rewrite, totals

pytestmark = pytest.mark.django_db


def test_files_may_build_on_the_official_regions(folder):
    rewrite(
        folder,
        "regions:\n",
        "official_regions: true\nregions:\n"
        "  - {slug: mannheim, name: Mannheim, kind: kreis, ags: '08222', also_called: Quadratestadt}\n"
        "  - {slug: hafen, name: Hafen, kind: ortsteil, parent: ludwigshafen-am-rhein}\n"
        "  - {slug: kurpfalz, name: Kurpfalz, kind: funktional, covers: [mannheim, heidelberg]}\n",
        "0-vokabular.yaml",
    )
    first = load_directory(folder)
    second = load_directory(folder)

    assert first.new["Region"] == 415 + 3 and first.changed["Region"] == 0
    assert totals(second) == (0, 0, 0)
    assert Region.objects.get(ags="08222").also_called == "Quadratestadt"
    assert Region.objects.get(slug="hafen").parent.ags == "07314"
    assert set(Region.objects.get(slug="kurpfalz").covers.values_list("ags", flat=True)) == {"08222", "08221"}
    assert addresses("quadratestadt")[0] == "/regionen/mannheim/"


def test_official_region_that_editors_renamed_is_still_the_one_the_files_mean(folder):
    make(Region, name="Monnem", slug="monnem", kind="kreis", ags="08222")
    rewrite(folder, "regions:\n", "official_regions: true\nregions:\n", "0-vokabular.yaml")
    rewrite(folder, "regions: [ackerland]", "regions: [mannheim]")
    load_directory(folder)

    assert [region.slug for region in Network.objects.get(slug="lichtnetz").regions.all()] == ["monnem"]
    assert Region.objects.filter(ags="08222").count() == 1


def test_wish_for_official_regions_is_yes_or_no(folder):
    rewrite(folder, "regions:\n", "official_regions: gern\nregions:\n", "0-vokabular.yaml")

    with pytest.raises(DirectoryError, match="official_regions: Erwartet wird true oder false"):
        load_directory(folder)
    assert not Region.objects.exists()
