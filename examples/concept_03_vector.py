import asyncio

from vector_db import AsyncVectorDB


async def fill(db):
    await db.create_collection("colours", dim=3)
    await db.batch_insert(
        "colours",
        [
            ("red", [1, 0, 0]),
            ("orange", [1, 0.5, 0]),
            ("blue", [0, 0, 1]),
        ],
    )


async def nearest(db, query):
    hits = await db.search("colours", query, top_k=1)
    return hits[0].id


async def main():
    async with await AsyncVectorDB.connect("memory:") as db:
        await fill(db)
        names = await asyncio.gather(
            nearest(db, [0.9, 0.4, 0]),
            nearest(db, [0, 0.2, 0.8]),
        )
        print(*names)


asyncio.run(main())  # the only run of the program
