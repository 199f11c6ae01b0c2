# clock: real
import asyncio
import math
from dataclasses import dataclass, replace

from vector_db import AsyncVectorDB, VectorDBError


@dataclass
class Config:
    url: str = "sqlite::memory:"
    collection: str = "docs"
    dim: int = 128
    count: int = 50
    top_k: int = 3
    timeout: float = 5  # seconds


def embed(i, config):
    return [math.sin(i * j + i) for j in range(config.dim)]


async def search(db, config):
    async def one(i):
        query = embed(i, config)
        async with asyncio.timeout(config.timeout):
            return await db.search(
                config.collection, query, top_k=config.top_k
            )

    all = await asyncio.gather(*(one(i) for i in [3, 13, 23, 33, 43]))
    return [f"{hits[0].id} {hits[0].score:.2f}" for hits in all]


async def main(config):
    async with await AsyncVectorDB.connect(config.url) as db:
        try:
            await db.create_collection("docs", dim=config.dim)
            await db.batch_insert(
                config.collection,
                [
                    (f"doc-{i}", embed(i + 1, config))
                    for i in range(config.count)
                ],
            )
            return {"ok": True, "found": await search(db, config)}
        except VectorDBError as error:
            return {"ok": False, "found": [error.problem]}


for collection in ["docs", "lost"]:
    result = asyncio.run(main(replace(Config(), collection=collection)))
    print("ok:" if result["ok"] else "failed:", ", ".join(result["found"]))
