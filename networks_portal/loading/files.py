"""Reads fixture files: YAML, one per document and for vocabularies; a record may continue in another file."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from networks_portal.loading.sections import SECTIONS

SOURCES = "sources"  # the section of the documents that statements are taken from


class DirectoryError(Exception):
    """A fixture cannot be loaded; says which file, which record and why, in German."""

    def __init__(self, file: str, record: str, reason: str):
        self.file, self.record, self.reason = file, record, reason
        super().__init__(f"{file}: {record}: {reason}" if record else f"{file}: {reason}")


@dataclass
class Entry:
    """A record as the files describe it, all its parts together."""

    section: str
    slug: str
    values: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, list[tuple[str, str | None, Any]]] = field(default_factory=dict)  # key → (file, source, item)
    files: list[tuple[str, str | None]] = field(default_factory=list)  # (file, source)
    cited: list[tuple[str, str | None, str, Any]] = field(default_factory=list)  # (file, source, field, citation)

    @property
    def where(self) -> str:
        return self.files[0][0]


@dataclass
class Folder:
    """All entries of a folder by section and slug, and whether they build on the official Länder and Kreise."""

    entries: dict[str, dict[str, Entry]]
    official_regions: bool = False


def read_folder(folder: Path, with_supplement: bool = True) -> Folder:
    """What the files of a folder say, in the order of their names; those that call themselves a supplement if asked."""
    content = Folder({name: {} for name in SECTIONS})
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise DirectoryError(str(folder), "", "Hier liegen keine Dateien (*.yaml).")
    for path in files:
        for section, source, record in _records_of(path, content, with_supplement):
            _merge(content.entries, path.name, section, source, record)
    return content


def _records_of(path: Path, folder: Folder, with_supplement: bool):
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=UniqueKeyLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: no UTF-8, a date like 2020-13-01
        raise DirectoryError(path.name, "", f"Die Datei ist kein gültiges YAML: {error}") from error
    except OSError as error:
        raise DirectoryError(path.name, "", f"Die Datei lässt sich nicht lesen: {error}") from error
    if not isinstance(content, dict):
        raise DirectoryError(path.name, "", "Die Datei muss aus benannten Abschnitten bestehen.")
    source = _source(path, content)
    folder.official_regions |= _switch(path, content, "official_regions")
    is_supplement = _switch(path, content, "supplement")
    if is_supplement and not with_supplement:
        return
    for section, records in content.items():
        if section not in SECTIONS:
            raise DirectoryError(path.name, section, "Diesen Abschnitt gibt es nicht.")
        if not isinstance(records, list):
            raise DirectoryError(path.name, section, "Der Abschnitt muss eine Liste sein.")
        for record in records:
            if not isinstance(record, dict) or not record.get("slug"):
                raise DirectoryError(path.name, f"{section}: {record!r:.80}", "Ein Eintrag braucht „slug“.")
            if not isinstance(record["slug"], str):
                raise DirectoryError(path.name, f"{section}: {record!r:.80}", "„slug“ muss ein Text sein.")
            _check_types(path.name, section, record)
            if is_supplement and section == SOURCES:
                record["is_supplement"] = True
            yield section, source, record


def _source(path: Path, content: dict) -> str | None:
    """The document that a file is about."""
    source = content.pop("source", None)
    if not isinstance(source, str | None) or source == "":
        raise DirectoryError(path.name, "source", f"Erwartet wird die Kurzadresse einer Quelle, nicht {source!r:.80}.")
    return source


def _switch(path: Path, content: dict, name: str) -> bool:
    """What the head of a file says of the whole of it."""
    value = content.pop(name, False)
    if not isinstance(value, bool):
        raise DirectoryError(path.name, name, "Erwartet wird true oder false.")
    return value


def _check_types(file: str, section: str, record: dict) -> None:
    """Lists where lists belong, named values where those belong, plain values elsewhere."""
    for key, value in record.items():
        if key == "cite":
            right = value is None or isinstance(value, dict)
            given = [one for cited in (value or {}).values() for one in _several(cited)] if right else []
            right = right and all(isinstance(citation, str | dict) for citation in given)
            expected = "Belege nach Feldern, jeder als Fundstelle oder mit benannten Angaben, mehrere als Liste"
        elif key in SECTIONS[section].children:
            right = value is None or isinstance(value, list) and all(isinstance(item, dict) for item in value)
            expected = "eine Liste von benannten Angaben"
        else:
            right = _is_plain(value) or isinstance(value, list) and all(isinstance(item, str) for item in value)
            expected = "eine einzelne Angabe oder eine Liste von Texten"
        if not right:
            reason = f"„{key}“: Erwartet wird {expected}, nicht {value!r:.80}."
            raise DirectoryError(file, f"{section}/{record['slug']}", reason)


def _is_plain(value) -> bool:
    return not isinstance(value, list | dict | set | tuple | bytes)


def _several(cited: Any) -> list:
    """The citations of a field: one, or a list where the document says it at several places."""
    return cited if isinstance(cited, list) else [cited]


def _merge(entries: dict, file: str, section: str, source: str | None, record: dict) -> None:
    slug = record["slug"]
    entry = entries[section].setdefault(slug, Entry(section, slug))
    if any(name == file for name, _ in entry.files):
        raise DirectoryError(file, f"{section}/{slug}", "Der Eintrag steht zweimal in der Datei.")
    entry.files.append((file, source))
    for key, cited in (record.get("cite") or {}).items():
        entry.cited.extend((file, source, key, citation) for citation in _several(cited))
    lists = set(SECTIONS[section].children)
    for key, value in record.items():
        if key in ("slug", "cite"):
            continue
        if key in lists:
            entry.lists.setdefault(key, []).extend((file, source, item) for item in value or [])
        elif isinstance(value, list) and isinstance(entry.values.get(key, []), list):
            known = entry.values.setdefault(key, [])
            known.extend(item for item in value if item not in known)
        elif entry.values.setdefault(key, value) != value:
            raise DirectoryError(
                file,
                f"{section}/{slug}",
                f"„{key}“ steht in {entry.where} anders: {entry.values[key]!r} statt {value!r}.",
            )


class UniqueKeyLoader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):
    """A key given twice would silently win over the first; here it is an error, and so is a key that is no text."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(None, None, f"{key!r} ist kein Name", key_node.start_mark)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"„{key}“ steht hier zweimal", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)
