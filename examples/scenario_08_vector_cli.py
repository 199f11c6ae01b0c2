import asyncio
import tempfile

from vector_db import AsyncVectorDB

seed = 42


def random():
    global seed
    seed = (seed * 1664525 + 1013904223) % 2**32
    return seed / 2**31 - 1


entries = [
    (f"doc-{i}", [random() for _ in range(8)]) for i in range(100)
]


async def main(url):
    db = await AsyncVectorDB.connect(url)
    try:
        await db.create_collection("docs", dim=8)
        await db.batch_insert("docs", entries)
        print(f"inserted {len(entries)} vectors")

        _, query = entries[42]
        hits = await db.search("docs", query, top_k=3)
        for rank, hit in enumerate(hits, 1):
            print(f"{rank}. {hit.id} {hit.score:.3f}")
    finally:
        await db.close()
        print("closed")


with tempfile.TemporaryDirectory() as folder:
    asyncio.run(main(f"sqlite:{folder}/docs.db"))
