"""An uploaded table between the steps: its rows, how its columns are meant, what each row would do."""

from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.fields import FuzzyDateField
from core.fuzzy_dates import FuzzyDate, bounds
from transfer.enums import ImportStage, Outside, RowResult, RowStatus

KEPT_DAYS = 30
# An upload whose process ended in the middle; nobody is still sending it after this.
INCOMPLETE_HOURS = 1
RUNNING = (ImportStage.CHECKING, ImportStage.APPLYING, ImportStage.UNDOING)


class ImportBatchQuerySet(models.QuerySet):
    def seen_by(self, editor, sees_all: bool):
        """Uploads may contain what is not public yet: only who uploaded it and administrators see it."""
        complete = self.exclude(stage=ImportStage.UPLOADING)
        return complete if sees_all else complete.filter(created_by=editor)

    def outdated(self):
        now = timezone.now()
        incomplete = Q(stage=ImportStage.UPLOADING, created_at__lt=now - timedelta(hours=INCOMPLETE_HOURS))
        return self.filter(Q(created_at__lt=now - timedelta(days=KEPT_DAYS)) | incomplete)


class ImportBatch(models.Model):
    kind = models.CharField("Art der Einträge", max_length=40)
    file_name = models.CharField("Datei", max_length=200)
    stage = models.CharField("Stand", max_length=12, choices=ImportStage, default=ImportStage.MAPPING)
    headers = models.JSONField("Überschriften", default=list)
    notes = models.JSONField("Hinweise zur Datei", default=list)
    reading = models.JSONField("Wie die Datei gelesen ist", default=dict)  # with what may be chosen instead
    mapping = models.JSONField("Zuordnung", default=dict)  # position of the column in the file → key of the column
    constants = models.JSONField("Für alle Zeilen", default=dict)
    # What values mean: key of the column → the value as the file has it → what is read in its place, empty for nothing.
    meanings = models.JSONField("Bedeutung von Werten", default=dict)
    clears = models.BooleanField("Leere Zellen leeren", default=False)
    outside = models.CharField(
        "Außerhalb der eigenen Regionen", max_length=12, choices=Outside, default=Outside.PROPOSE
    )
    # The import whose table this one reads once more, for another kind; both write one case.
    first = models.PositiveBigIntegerField(null=True, editable=False)
    covers = models.JSONField(default=list)  # numbers of the rows of that one that it reads
    # The first import of such a table whose case still takes rows: the two are released with one decision.
    joins = models.PositiveBigIntegerField(null=True, editable=False)
    # What is read on with by itself once its rows are taken over: label of a kind → what holds for all of its rows.
    also = models.JSONField("Auch aus dieser Tabelle", default=dict)
    hands_in = models.BooleanField("Danach zur Freigabe", default=False)
    left_open = models.JSONField(default=list)  # questions that an editor has seen: names of `repair.Group`
    as_of = FuzzyDateField("Stand der Datei")
    as_of_wording = models.CharField(max_length=120, blank=True)
    source = models.ForeignKey(
        "publishing.SourceDocument", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Quelle"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, editable=False, related_name="+", verbose_name="von"
    )
    created_at = models.DateTimeField("Hochgeladen am", default=timezone.now, editable=False)
    # In whose name it is compared, taken over or taken back, whoever looks at it meanwhile.
    run_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="geführt von",
    )
    applied_at = models.DateTimeField("Übernommen am", null=True, editable=False)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "Import"
        verbose_name_plural = "Importe"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Import {self.pk}: {self.file_name}"

    @property
    def is_running(self) -> bool:
        return self.stage in RUNNING

    def leave_open(self, names: list[str]) -> None:
        """Questions that an editor has seen are not asked again by themselves."""
        self.left_open = sorted({*self.left_open, *names})
        self.save(update_fields=["left_open"])

    @property
    def stand(self) -> FuzzyDate:
        return FuzzyDate(self.as_of, self.as_of_wording)

    @property
    def own_stand(self) -> FuzzyDate:
        """From when the file is, unless its source says the same."""
        source, (earliest, latest) = self.source, bounds(self.as_of)
        if source is None or earliest is None or latest is None:
            return FuzzyDate("")
        first, last = source.as_of_earliest, source.as_of_latest
        return FuzzyDate("") if first and last and first <= earliest and latest <= last else self.stand

    @property
    def runner(self):
        return self.run_by or self.created_by

    def move(self, to: ImportStage, *, only_from: tuple[ImportStage, ...], **values) -> bool:
        """To another stage, unless somebody moved it elsewhere meanwhile. `values`: what else is set with it."""
        moved = type(self).objects.filter(pk=self.pk, stage__in=only_from).update(stage=to, **values)
        self.refresh_from_db(fields=["stage", *values])
        return bool(moved)

    @property
    def token(self) -> str:
        """How the history of the records names this import."""
        return f"import-{self.pk}"

    @property
    def origin(self) -> str:
        """How its case names it."""
        return f"import-{self.joins or self.first or self.pk}"

    @property
    def gathers(self) -> bool:
        """Whether a row holds what several rows of the table say of one entry, as of a network with its members."""
        return bool(self.first) and self.kind == "networks.network"

    def origin_for(self, regions: tuple[int, ...] | None) -> str:
        """How a case for those in charge of other regions names it; None: the own case."""
        return self.origin if regions is None else f"{self.origin}/{'.'.join(map(str, regions))}"[:60]


class ImportFile(models.Model):
    """The upload as it came, as long as it may have to be read in another way."""

    batch = models.OneToOneField(ImportBatch, models.CASCADE, related_name="file")
    content = models.BinaryField()

    class Meta:
        verbose_name = "Datei eines Imports"
        verbose_name_plural = "Dateien von Importen"

    def __str__(self) -> str:
        return f"Datei von {self.batch}"


class ImportRow(models.Model):
    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("Zeile")
    cells = models.JSONField(default=list)
    cell_notes = models.JSONField(default=dict)  # by position
    cell_errors = models.JSONField(default=dict)
    status = models.CharField("Ergebnis", max_length=14, choices=RowStatus, blank=True)
    name = models.CharField("Name", max_length=250, blank=True)
    key = models.CharField(max_length=300, blank=True)  # tells two new rows of a file apart
    record_id = models.PositiveBigIntegerField(null=True)
    candidates = models.JSONField(default=list)  # records that it may mean
    choice = models.CharField(max_length=20, blank=True)  # what the editor said it means: an id or „neu“
    changes = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    errors = models.JSONField(default=list)  # [column, what is wrong]: why it cannot be taken over
    faults = models.JSONField(default=list)  # cells that cannot be read, see tables.values.Fault
    notes = models.JSONField(default=list)
    reason = models.CharField("Warum Konflikt", max_length=300, blank=True)
    may_apply = models.BooleanField(default=False)
    is_outside = models.BooleanField("außerhalb der eigenen Regionen", default=False)  # it is for others to decide
    selected = models.BooleanField("Ausgewählt", default=False)
    result = models.CharField("Was daraus wurde", max_length=14, choices=RowResult, blank=True)
    result_note = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = "Zeile eines Imports"
        verbose_name_plural = "Zeilen von Importen"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["batch", "status"], name="import_row_status")]

    def __str__(self) -> str:
        return f"Zeile {self.number}: {self.name}"


class ImportMappingQuerySet(models.QuerySet):
    def known_to(self, editor):
        """What the colleagues of an account remembered, and what it did before it had an office."""
        office = _owner(editor)["office"]
        return self.filter(Q(account=editor) | Q(office=office) if office else Q(account=editor))

    def remember(self, editor, kind: str, signature: str, **values) -> None:
        self.update_or_create(**_owner(editor), kind=kind, signature=signature, defaults=values)


def _owner(editor) -> dict:
    office = " ".join(editor.office.split())
    return {"office": office, "account": None if office else editor}


class ImportMapping(models.Model):
    """How an office last read a file with these headers."""

    office = models.CharField(max_length=200, blank=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    signature = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)  # folded header → key of the column, empty for „nicht übernehmen“
    meanings = models.JSONField(default=dict)  # as of the import
    constants = models.JSONField(default=dict)
    source = models.ForeignKey("publishing.SourceDocument", models.SET_NULL, null=True, related_name="+")
    used_at = models.DateTimeField(auto_now=True)

    objects = ImportMappingQuerySet.as_manager()

    class Meta:
        verbose_name = "Gemerkte Zuordnung"
        verbose_name_plural = "Gemerkte Zuordnungen"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "signature"], condition=~models.Q(office=""), name="import_mapping_of_office"
            ),
            models.UniqueConstraint(
                fields=["account", "kind", "signature"], condition=models.Q(office=""), name="import_mapping_of_account"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {len(self.columns)} Spalten"
