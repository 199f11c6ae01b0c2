"""The vector-database client of the Python twins: exact search over sqlite3.

The same calls and the same results as vector_db/mod.ts; `memory:`,
`sqlite::memory:` and `sqlite:FILE`. sqlite3 blocks, so it runs in a thread.
"""

import array
import asyncio
import heapq
import math
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple


class Hit(NamedTuple):
    id: str
    score: float


class VectorDBError(Exception):
    def __init__(self, problem, message):
        super().__init__(message)
        self.problem = problem


class AsyncVectorDB:
    def __init__(self, path):
        self._thread = ThreadPoolExecutor(1)
        self._path = path
        self._open = True

    @classmethod
    async def connect(cls, url):
        if url == "memory:":
            url = "sqlite::memory:"
        if not url.startswith("sqlite:"):
            raise VectorDBError("connect", f"Cannot connect to {url!r}")
        db = cls(url.removeprefix("sqlite:"))
        await db._call(db._connect)
        return db

    async def create_collection(self, name, *, dim):
        await self._call(self._create, name, dim)

    async def insert(self, collection, id, vector):
        await self.batch_insert(collection, [(id, vector)])

    async def batch_insert(self, collection, entries):
        await self._call(self._insert, collection, list(entries))

    async def search(self, collection, query, *, top_k=10):
        return await self._call(self._search, collection, query, top_k)

    async def close(self):
        if self._open:
            await self._call(self._sql.close)
            self._open = False
            self._thread.shutdown()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        await self.close()

    async def _call(self, work, *args):
        if not self._open:
            raise VectorDBError(
                "closed", "Cannot use the database: it is closed"
            )
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, work, *args)

    def _connect(self):
        self._sql = sqlite3.connect(self._path)
        with self._sql:
            self._sql.executescript("""
                CREATE TABLE IF NOT EXISTS collections (
                    name TEXT PRIMARY KEY, dim INTEGER);
                CREATE TABLE IF NOT EXISTS entries (
                    collection TEXT, id TEXT, vector BLOB,
                    PRIMARY KEY (collection, id));
            """)

    def _create(self, name, dim):
        with self._sql:
            self._sql.execute(
                "INSERT OR IGNORE INTO collections VALUES (?, ?)", (name, dim)
            )

    def _unit(self, collection, vector, what):
        row = self._sql.execute(
            "SELECT dim FROM collections WHERE name = ?", (collection,)
        ).fetchone()
        if row is None:
            raise VectorDBError(
                "unknown collection",
                f'Cannot use the collection "{collection}": there is none '
                "of that name; create_collection() makes it",
            )
        if len(vector) != row[0]:
            raise VectorDBError(
                "dimension",
                f"Cannot use {what}: it has {len(vector)} numbers, "
                f"the collection's vectors have {row[0]}",
            )
        length = math.hypot(*vector)
        return array.array("f", [x / length for x in vector])

    def _insert(self, collection, entries):
        rows = [
            (
                collection,
                id,
                self._unit(
                    collection, vector, f'the vector of "{id}"'
                ).tobytes(),
            )
            for id, vector in entries
        ]
        with self._sql:
            self._sql.executemany(
                "INSERT INTO entries VALUES (?, ?, ?)", rows
            )

    def _search(self, collection, query, top_k):
        unit = self._unit(collection, query, "the query vector")
        rows = self._sql.execute(
            "SELECT id, vector FROM entries WHERE collection = ?",
            (collection,),
        )
        hits = (
            Hit(id, math.fsum(a * b for a, b in zip(unit, array.array("f", v))))
            for id, v in rows
        )
        return heapq.nsmallest(top_k, hits, key=lambda hit: -hit.score)
