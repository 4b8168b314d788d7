"""Synonyms stand in the fixtures, too."""

from core.kinds import Kind, register
from search.models import SynonymGroup

register(Kind(model=SynonymGroup, section="synonyms"))
