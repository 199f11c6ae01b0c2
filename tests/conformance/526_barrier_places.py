# wait() gives each its place, 0 to parties - 1, and the last one does not wait
import asyncio

async def w(name, barrier, places):
    place = await barrier.wait()
    print(name, place)
    places.append(place)

async def main():
    barrier = asyncio.Barrier(4)
    places = []
    ts = [asyncio.create_task(w(n, barrier, places)) for n in ["a", "b", "c", "d"]]
    await asyncio.wait(ts)
    print(sorted(places))
    one = asyncio.Barrier(1)
    print(await one.wait(), await one.wait())
    try:
        asyncio.Barrier(0)
    except ValueError as e:
        print("ValueError")

asyncio.run(main())
