"""The classification of economic activities: whole, in both editions, and loaded quickly."""

import pytest
from django.conf import settings

from networks.models import Branch, Organisation
from networks_portal.loading.branches import load_branches
from networks_portal.loading.files import DirectoryError
from networks_portal.loading.load import load_directory

pytestmark = pytest.mark.django_db
HEAD = "code,parent,title\n"


@pytest.fixture
def classification():
    load_branches(settings.BASE_DIR / "fixtures")


@pytest.mark.parametrize(
    "edition, levels", [("2008", [21, 88, 272, 615, 839]), ("2025", [22, 87, 287, 651, 983])], ids=["2008", "2025"]
)
def test_edition_is_whole(classification, edition, levels):
    """As many sections, divisions, groups, classes and subclasses as the official editions have."""
    branches = Branch.objects.filter(edition=edition)

    assert [branches.filter(level=level).count() for level in range(1, 6)] == levels
    assert not branches.filter(parent=None, level__gt=1).exists()
    for branch in branches.filter(level__gt=2).select_related("parent"):
        assert branch.code.startswith(branch.parent.code) and branch.parent.level == branch.level - 1


def test_a_code_means_different_things_in_the_two_editions(classification):
    old, new = (Branch.objects.get(slug=f"wz{edition}-j").title for edition in ("2008", "2025"))

    assert old == "Information und Kommunikation" != new


def test_loading_again_changes_nothing_and_a_new_title_only_itself(tmp_path, django_assert_max_num_queries):
    path = tmp_path / "wz-2008.csv"
    path.write_text(f"{HEAD}A,,Land\n01,A,Acker\n01.1,01,Feld\n")
    assert load_branches(tmp_path) == (3, 0)
    before = list(Branch.objects.values_list("pk", "slug", "parent__slug", "level"))
    with django_assert_max_num_queries(1):
        assert load_branches(tmp_path) == (0, 0)
    path.write_text(f"{HEAD}A,,Land\n01,A,Garten\n01.1,01,Feld\n")

    assert load_branches(tmp_path) == (0, 1)
    assert list(Branch.objects.values_list("pk", "slug", "parent__slug", "level")) == before
    assert Branch.objects.get(code="01").title == "Garten"


def test_all_four_thousand_take_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        assert load_branches(settings.BASE_DIR / "fixtures") == (3865, 0)


@pytest.mark.parametrize("line", ["01,B,Acker", "01,A,", ",A,Acker"], ids=["parent", "title", "code"])
def test_broken_file_is_named(tmp_path, line):
    (tmp_path / "wz-2025.csv").write_text(f"{HEAD}A,,Land\n{line}\n")

    with pytest.raises(DirectoryError, match=r"wz-2025\.csv"):
        load_branches(tmp_path)


def test_files_give_organisations_branches_and_brands(tmp_path):
    (tmp_path / "wz-2025.csv").write_text(f"{HEAD}A,,Land\n01,A,Acker\n")
    (tmp_path / "a.yaml").write_text(
        "brands: [{slug: hof, name: Hofmarke}]\n"
        "organisations: [{slug: hof, name: Hof, kind: unternehmen, branches: [wz2025-01], brands: [hof]}]\n"
    )
    load_directory(tmp_path)
    hof = Organisation.objects.get(slug="hof")

    assert [hof.branches.get().title, hof.brands.get().name] == ["Acker", "Hofmarke"]
    assert not load_directory(tmp_path).is_change


def test_unknown_branch_in_a_file_is_named(tmp_path):
    (tmp_path / "a.yaml").write_text(
        "organisations: [{slug: hof, name: Hof, kind: unternehmen, branches: [wz2025-99]}]\n"
    )

    with pytest.raises(DirectoryError, match="wz2025-99"):
        load_directory(tmp_path)


def test_everyday_names_stand_in_a_file_of_their_own_and_those_of_editors_stay(tmp_path):
    (tmp_path / "wz-2025.csv").write_text(f"{HEAD}A,,Land\n01,A,Acker\n02,A,Wald\n")
    names = tmp_path / "wz-2025-namen.csv"
    names.write_text("code,names\n01,Bauer; Hof\n")
    assert load_branches(tmp_path) == (3, 0)
    Branch.objects.filter(code="02").update(synonyms="Forst")
    assert load_branches(tmp_path) == (0, 0)
    names.write_text("code,names\n01,Bauer\n")
    assert load_branches(tmp_path) == (0, 1)

    assert list(Branch.objects.values_list("synonyms", flat=True)) == ["Bauer", "Forst", ""]


@pytest.mark.parametrize("line", ["03,Fischer", "01,", ",Fischer", "01,Bauer,Hof"])
def test_everyday_names_of_no_branch_are_refused(tmp_path, line):
    (tmp_path / "wz-2025.csv").write_text(f"{HEAD}A,,Land\n01,A,Acker\n")
    (tmp_path / "wz-2025-namen.csv").write_text(f"code,names\n{line}\n")

    with pytest.raises(DirectoryError, match=r"wz-2025-namen\.csv"):
        load_branches(tmp_path)
