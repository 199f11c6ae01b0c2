import asyncio

from vector_db import AsyncVectorDB


async def main():
    async with await AsyncVectorDB.connect("memory:") as db:
        await db.create_collection("docs", dim=2)
        await db.insert("docs", "north", [0, 1])
        await db.insert("docs", "east", [1, 0])
        best, *_ = await db.search("docs", [0.1, 0.9])
        print(best.id, f"{best.score:.2f}")


asyncio.run(main())
