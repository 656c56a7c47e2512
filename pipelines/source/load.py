"""Reads source files over their platform files and reports every fault at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from pipelines.article.rules import Rules
from pipelines.source.patterns import trap
from pipelines.source.regions import REGIONS
from pipelines.source.tables import TABLES, table_faults
from pipelines.source.types import LOOPBACK, Alias, Source
from pipelines.source.ways import lacks, way_faults

# Keys of a source file and their types. A platform file may hold those that are not marked as a
# site's own, and `ways`: settings that its sites share, by way of discovery.
KEYS: Mapping[str, type] = {
    "id": str,
    "name": str,
    "publisher": str,
    "province": str,
    "home": str,
    "domains": list,
    "platform": str,
    "role": str,
    "article_patterns": list,
    "examples": list,
    "discovery": list,
    "rules": list,
    "enabled": bool,
    "verified": str,
    "checked": str,
    "notes": list,
    "select": str,
    "query": list,
    "aliases": list,
    "rights": dict,
    "fetch": dict,
    "expect": dict,
    "history": date,
}
OWN = {"id", "name", "publisher", "province", "home", "domains", "platform", "examples"}
REQUIRED = ["id", "name", "publisher", "province", "home", "domains"]
REQUIRED += ["article_patterns", "examples", "discovery"]
VERIFIED = {"", "replica", "live"}
SELECT = {"all", "parks"}
STRINGS = {"domains", "article_patterns", "examples", "notes", "query"}
ARRAYS = {"discovery", "rules", "aliases"}  # of tables
ID = re.compile(r"[a-z][a-z0-9_]*")
PROVINCE = re.compile(r"[1-8]\d0000")  # GB/T 2260, provincial level
UNKNOWN = "unknown key"


class SourceFault(Exception):
    """What is wrong in the source files; one line each, with file and line."""

    def __init__(self, faults: list[str]) -> None:
        """Keep the faults in the order of the files."""
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(slots=True)
class _File:
    path: Path
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def fault(self, key: str, message: str, near: str = "") -> None:
        self.faults.append(f"{self.path}:{self.line(key, near)}: {key}: {message}")

    def line(self, key: str, near: str = "") -> int:
        """Line of a key, or of words that stand in the file; 1 where neither is found."""
        name = re.escape(key.rsplit(".", 1)[-1])
        at = max(self.text.find(f'"{near}"'), self.text.find(f"'{near}'")) if near else -1
        if at < 0:
            found = re.search(rf"(?m)^\s*(?:\[+\s*)?{name}\b", self.text)
            at = found.start() + len(found.group()) if found else 0
        return self.text.count("\n", 0, at) + 1


def load_sources(sources: Path, platforms: Path, *, whole: bool = False) -> dict[str, Source]:
    """Every `<id>.toml` of a folder, by id, over the platform file that it names.

    Raises SourceFault with all faults of all files: unknown or missing keys, wrong types, an id
    that is not the file's name, patterns that do not match their examples or that an address
    could keep busy for ever, a domain in two files; and, of a set that is to be whole, a region
    of the country without a source.
    """
    faults: list[str] = []
    bases = {}
    for path in sorted(platforms.glob("*.toml")):
        file = _read(path)
        _check_keys(file, platform=True)
        _check_shared_ways(file)
        faults += file.faults
        bases[path.stem] = file.data
    found: dict[str, Source] = {}
    owners: dict[str, Path] = {}
    for path in sorted(sources.glob("*.toml")):
        file = _read(path)
        source = None if file.faults else _source(file, bases)
        for domain in source.domains if source else ():
            if domain in owners:
                file.fault("domains", f"{domain} is already in {owners[domain]}", domain)
            owners.setdefault(domain, path)
        faults += file.faults
        if source:
            found[source.id] = source
    if not sources.is_dir():
        faults.append(f"{sources}: no such folder")
    elif whole:
        faults += _missing_regions(sources, found.values())
    if faults:
        raise SourceFault(faults)
    return found


def _missing_regions(folder: Path, found: Iterable[Source]) -> list[str]:
    """A line for each region that no source speaks for; a folder has no line but its first."""
    held = {source.province for source in found}
    return [
        f"{folder}:1: province: no source for {code} ({name})"
        for code, name in REGIONS.items()
        if code not in held
    ]


def _read(path: Path) -> _File:
    file = _File(path)
    try:
        file.text = path.read_text(encoding="utf-8")
        file.data = tomllib.loads(file.text)
    except (OSError, UnicodeDecodeError) as fault:
        file.faults.append(f"{path}:1: cannot be read: {fault}")
    except tomllib.TOMLDecodeError as fault:
        at = re.search(r"line (\d+)", str(fault))
        line = at.group(1) if at else file.text.count("\n") + 1
        file.faults.append(f"{path}:{line}: not TOML: {fault}")
    return file


def _check_keys(file: _File, *, platform: bool) -> None:
    allowed: dict[str, type] = dict(KEYS)
    if platform:
        allowed = {k: v for k, v in KEYS.items() if k not in OWN} | {"ways": dict, "name": str}
    for key, value in file.data.items():
        kind = allowed.get(key)
        if kind is None:
            file.fault(key, UNKNOWN)
        elif not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            file.fault(key, f"must be a {kind.__name__}")
        elif key in STRINGS and not all(isinstance(item, str) for item in file.data[key]):
            file.fault(key, "must hold strings only")
        elif key in ARRAYS and not all(isinstance(item, dict) for item in file.data[key]):
            file.fault(key, "must hold tables only")


def _check_shared_ways(file: _File) -> None:
    """Settings of ways in a platform file."""
    ways = file.data.get("ways", {})
    for way, given in ways.items() if isinstance(ways, dict) else ():
        if not isinstance(given, dict):
            file.fault(f"ways.{way}", "must be a table")
            continue
        for key, words in way_faults(way, given):
            file.fault(f"ways.{way}.{key}", words)


def _check_way(file: _File, own: Mapping[str, Any], entry: Mapping[str, Any]) -> None:
    """One entry of the discovery: what the file itself gives, and whether all is there."""
    way = entry.get("way")
    if not isinstance(way, str):
        file.fault("discovery", "each entry needs a way")
        return
    for key, words in way_faults(way, own):
        file.fault(f"discovery.{key}", words, way if key == "way" else "")
    if lacking := lacks(way, entry):
        file.fault(f"discovery.{lacking}", "is missing or empty", way)


def _source(file: _File, bases: Mapping[str, Mapping[str, Any]]) -> Source | None:
    _check_keys(file, platform=False)
    name = file.data.get("platform", "")
    name = name if isinstance(name, str) else ""  # told of above
    if name and name not in bases:
        file.fault("platform", f"there is no platform file {name}.toml")
    base = bases.get(name, {})
    merged: dict[str, Any] = {k: v for k, v in base.items() if k not in {"ways", "name"}}
    merged |= file.data
    for key in REQUIRED:
        if not merged.get(key):
            file.fault(key, "is missing or empty")
    if any(not fault.endswith(UNKNOWN) for fault in file.faults):
        return None  # values of the wrong kind cannot be looked at
    for key in TABLES:
        merged[key] = {**base.get(key, {}), **file.data.get(key, {})}
    merged["rules"] = _merged_rules(base.get("rules", []), file.data.get("rules", []))
    ways = base.get("ways", {})
    # A way that is no string is told of below; a table of that name is in no platform.
    entries = merged["discovery"]
    merged["discovery"] = [{**ways.get(str(d.get("way")), {}), **d} for d in entries]
    for own, entry in zip(entries, merged["discovery"], strict=True):
        _check_way(file, own, entry)
    _check_values(file, merged)
    source = None if file.faults else _build(file, merged)
    if source:
        _check_examples(file, source)
    return source


def _merged_rules(base: list[Any], own: list[Any]) -> list[dict[str, Any]]:
    """A site's templates, each filled up from the platform's; the platform's where it has none."""
    if not own:
        return list(base)
    shared = base[0] if base else {}
    return [{**shared, **rule} for rule in own]


def _check_values(file: _File, merged: Mapping[str, Any]) -> None:
    if merged["id"] != file.path.stem or not ID.fullmatch(merged["id"]):
        file.fault(
            "id", f"must be the file's name, lower-case letters, digits and _: {merged['id']!r}"
        )
    if not PROVINCE.fullmatch(merged["province"]):
        file.fault("province", f"no provincial code of GB/T 2260: {merged['province']!r}")
    if merged.get("verified", "") not in VERIFIED:
        file.fault("verified", f"must be one of {sorted(VERIFIED)}")
    if merged.get("verified") and not merged.get("checked"):
        file.fault("checked", "must say what was checked, how and when")
    if merged.get("select", "parks") not in SELECT:
        file.fault("select", f"must be one of {sorted(SELECT)}")
    if not re.match(r"https?://[^/]+/", merged["home"]) or not _is_address(merged["home"]):
        file.fault("home", "must be an http or https address that ends its host with /")
    local = all(str(domain).startswith(LOOPBACK) for domain in merged["domains"])
    for table in TABLES:
        for key, words in table_faults(table, merged[table], local=local):
            file.fault(key, words)


def _is_address(text: str) -> bool:
    try:
        return bool(urlsplit(text).hostname) and urlsplit(text).port != 0
    except ValueError:  # brackets that hold no IPv6 address, a port that is no number
        return False


def _build(file: _File, merged: dict[str, Any]) -> Source | None:
    values: dict[str, Any] = dict(merged)
    for key in ("domains", "examples", "notes", "query"):
        values[key] = tuple(merged.get(key, ()))
    values["platform"] = merged.get("platform", "")
    values["role"] = merged.get("role", "")
    values["discovery"] = tuple(MappingProxyType(entry) for entry in merged["discovery"])
    values["article_patterns"] = tuple(
        p for p in (_pattern(file, "article_patterns", t) for t in merged["article_patterns"]) if p
    )
    values["aliases"] = tuple(_aliases(file, merged.get("aliases", [])))
    values["rules"] = tuple(_rules(file, rule) for rule in merged["rules"])
    for key, kind in TABLES.items():
        values[key] = kind(**merged[key])
    return None if file.faults else Source(**values)


def _pattern(file: _File, key: str, text: str) -> re.Pattern[str] | None:
    try:
        wrong = trap(text)
        if not wrong:
            return re.compile(text)
        file.fault(key, f"{wrong}: {text!r}", text)
    except re.error as fault:
        file.fault(key, f"not a regular expression: {text!r}: {fault}", text)
    return None


def _aliases(file: _File, entries: list[Any]) -> list[Alias]:
    found = []
    for entry in entries:
        if set(entry) != {"pattern", "to"} or not all(isinstance(v, str) for v in entry.values()):
            file.fault("aliases", "each entry is a table of pattern and to, both strings")
            continue
        pattern = _pattern(file, "aliases", entry["pattern"])
        if pattern and _replaces(file, pattern, entry["to"]):
            found.append(Alias(pattern, entry["to"]))
    return found


def _replaces(file: _File, pattern: re.Pattern[str], words: str) -> bool:
    """Whether an alias's words can stand for what its pattern finds."""
    try:
        pattern.sub(words, "")
    except (re.error, IndexError) as fault:
        file.fault("aliases", f"nothing to put in place: {words!r}: {fault}", words)
        return False
    return True


def _rules(file: _File, entry: Mapping[str, Any]) -> Rules:
    names = {f.name for f in fields(Rules)}
    values: dict[str, Any] = {}
    for key, value in entry.items():
        if key not in names:
            file.fault(f"rules.{key}", "unknown key")
        elif key in {"valid_from", "valid_until"}:
            if not isinstance(value, date):
                file.fault(f"rules.{key}", "must be a date")
            values[key] = value
        elif not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            file.fault(f"rules.{key}", "must be a list of selectors")
        else:
            values[key] = tuple(value)
    return Rules(**values)


def _check_examples(file: _File, source: Source) -> None:
    for url in source.examples:
        if not source.owns(url):
            file.fault("examples", f"lies outside the domains: {url}", url)
        elif not source.is_article(source.canonical(url)):
            file.fault("examples", f"matches no article pattern: {url}", url)
