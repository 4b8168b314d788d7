"""The cards as a question to every kind of record."""

from django.db.models import Q

from core.choice_facets import ChoiceFacet
from core.filters import any_of
from core.options import Option
from publishing.models import Record
from worklist.tasks import TASKS, Ground


class WorkFacet(ChoiceFacet):
    """The tasks that concern the kind of record that is asked for."""

    def __init__(self):
        super().__init__("Arbeitsliste", "", [(task.key, task.title) for task in TASKS.values()])

    def lookup(self, asked: list[str]) -> dict[str, Option]:
        return {key: option for key, option in super().lookup(asked).items() if self.model in TASKS[key].models}

    def listed(self) -> list[Option]:
        return [option for option in super().listed() if self.model in TASKS[option.value].models]

    def having(self, model: type[Record], values: list[str]) -> Q:
        ground = Ground()
        return any_of(TASKS[key].condition(model, ground) for key in values)
