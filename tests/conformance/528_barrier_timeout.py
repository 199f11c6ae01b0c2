# wait_for(barrier.wait()) that times out leaves the barrier whole; the others need one more
import asyncio

async def w(name, barrier, limit):
    try:
        await asyncio.wait_for(barrier.wait(), limit)
        print(name, "passed")
    except TimeoutError:
        print(name, "TimeoutError", barrier.n_waiting, barrier.broken)

async def main():
    barrier = asyncio.Barrier(2)
    await w("alone", barrier, 0.02)
    a = asyncio.create_task(w("a", barrier, 1.0))
    await asyncio.sleep(0.02)
    await w("b", barrier, 1.0)
    await a
    print(barrier.n_waiting)

asyncio.run(main())
