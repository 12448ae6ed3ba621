"""Jars made by code, in the shapes that browsers give them."""

import sqlite3
import struct
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

FIREFOX_OLD = "id INTEGER PRIMARY KEY, baseDomain TEXT, appId INTEGER DEFAULT 0, name TEXT, value TEXT, host TEXT, path TEXT, expiry INTEGER, lastAccessed INTEGER, creationTime INTEGER, isSecure INTEGER, isHttpOnly INTEGER"
FIREFOX_NEW = "id INTEGER PRIMARY KEY, originAttributes TEXT NOT NULL DEFAULT '', name TEXT, value TEXT, host TEXT, path TEXT, expiry INTEGER, lastAccessed INTEGER, creationTime INTEGER, isSecure INTEGER, isHttpOnly INTEGER, inBrowserElement INTEGER DEFAULT 0, sameSite INTEGER DEFAULT 0, schemeMap INTEGER DEFAULT 0"
CHROMIUM_OLD = "creation_utc INTEGER NOT NULL UNIQUE PRIMARY KEY, host_key TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, path TEXT NOT NULL, expires_utc INTEGER NOT NULL, secure INTEGER NOT NULL, httponly INTEGER NOT NULL, last_access_utc INTEGER NOT NULL, has_expires INTEGER DEFAULT 1, persistent INTEGER DEFAULT 1"
CHROMIUM_NEW = "creation_utc INTEGER NOT NULL, host_key TEXT NOT NULL, top_frame_site_key TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, encrypted_value BLOB NOT NULL, path TEXT NOT NULL, expires_utc INTEGER NOT NULL, is_secure INTEGER NOT NULL, is_httponly INTEGER NOT NULL, last_access_utc INTEGER NOT NULL, has_expires INTEGER NOT NULL, is_persistent INTEGER NOT NULL, priority INTEGER NOT NULL, samesite INTEGER NOT NULL, source_scheme INTEGER NOT NULL"


def database(
    file: Path,
    table: str,
    columns: str,
    rows: Iterable[Mapping[str, Any]],
    *,
    version: int = 0,
    meta: str | None = None,
) -> Path:
    """A database with one table; every row names the columns it fills."""
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute(f"CREATE TABLE {table} ({columns})")
    for row in rows:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
    if meta is not None:
        connection.execute("CREATE TABLE meta (key LONGVARCHAR NOT NULL UNIQUE PRIMARY KEY, value LONGVARCHAR)")
        connection.execute("INSERT INTO meta VALUES ('version', ?)", (meta,))
    connection.commit()
    connection.close()
    return file


def chromium_row(**fields: Any) -> dict[str, Any]:
    """A row of the newest schema."""
    row: dict[str, Any] = {
        "creation_utc": 0, "host_key": "", "top_frame_site_key": "", "name": "", "value": "", "encrypted_value": b"",
        "path": "/", "expires_utc": 0, "is_secure": 0, "is_httponly": 0, "last_access_utc": 0, "has_expires": 1,
        "is_persistent": 1, "priority": 1, "samesite": -1, "source_scheme": 2,
    }  # fmt: skip
    return {**row, **fields}


def safari(pages: Sequence[Sequence[bytes]]) -> bytes:
    """A Cookies.binarycookies of pages of records."""
    made = []
    for records in pages:
        place = 8 + 4 * len(records) + 4
        offsets = []
        for record in records:
            offsets.append(place)
            place += len(record)
        head = b"\x00\x00\x01\x00" + struct.pack(f"<{len(records) + 1}I", len(records), *offsets) + b"\0" * 4
        made.append(head + b"".join(records))
    sizes = struct.pack(f">{len(made)}I", *map(len, made))
    return (
        b"cook" + struct.pack(">I", len(made)) + sizes + b"".join(made) + bytes(4) + bytes.fromhex("071720050000004b")
    )


def safari_record(
    domain: str,
    name: str,
    *,
    path: str = "/",
    value: str = "v",
    flags: int = 0,
    expiry: float = 0.0,
    created: float = 0.0,
) -> bytes:
    """A record; times are seconds since 2001."""
    texts = [text.encode() + b"\0" for text in (domain, name, path, value)]
    offsets = [56 + sum(map(len, texts[:number])) for number in range(4)]
    size = 56 + sum(map(len, texts))
    return struct.pack("<8I2I2d", size, 0, flags, 0, *offsets, 0, 0, expiry, created) + b"".join(texts)
