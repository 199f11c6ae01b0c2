# a waiter of a barrier that is cancelled just leaves: the barrier is not broken and counts one less
import asyncio

async def w(name, barrier):
    try:
        await barrier.wait()
        print(name, "passed")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise

async def main():
    barrier = asyncio.Barrier(3)
    a = asyncio.create_task(w("a", barrier))
    b = asyncio.create_task(w("b", barrier))
    await asyncio.sleep(0)
    print(barrier.n_waiting)
    a.cancel()
    await asyncio.wait([a])
    print(barrier.n_waiting, barrier.broken)
    c = asyncio.create_task(w("c", barrier))
    d = asyncio.create_task(w("d", barrier))
    await asyncio.wait([b, c, d])
    print(barrier.n_waiting, barrier.broken)

asyncio.run(main())
