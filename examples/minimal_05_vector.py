import asyncio

from vector_db import AsyncVectorDB


async def main():
    db = await AsyncVectorDB.connect("memory:")
    try:
        await db.create_collection("documents", dim=4)
        await db.batch_insert(
            "documents",
            [
                ("event loop", [0.9, 0.1, 0.2, 0.0]),
                ("cancellation", [0.2, 0.9, 0.1, 0.1]),
                ("task group", [0.5, 0.6, 0.2, 0.1]),
            ],
        )
        query = [0.3, 0.8, 0.1, 0.1]
        hits = await db.search("documents", query, top_k=2)
        for hit in hits:
            print(f"{hit.id}: {hit.score:.3f}")
    finally:
        await db.close()
        print("closed")


asyncio.run(main())
