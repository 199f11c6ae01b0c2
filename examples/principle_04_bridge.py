import asyncio
import sys

from vector_db import AsyncVectorDB

url = sys.argv[1] if len(sys.argv) > 1 else "memory:"


async def main():
    db = await AsyncVectorDB.connect(url)
    try:
        await db.create_collection("animals", dim=3)
        await db.insert("animals", "cat", [0.9, 0.1, 0.0])
        await db.insert("animals", "dog", [0.8, 0.3, 0.1])
        await db.insert("animals", "carp", [0.0, 0.2, 0.9])
        query = [1, 0.1, 0]
        hits = await db.search("animals", query, top_k=2)
        for hit in hits:
            print(hit.id, f"{hit.score:.3f}")
    finally:
        await db.close()


asyncio.run(main())
