# abort() while a full barrier lets its waiters go: they pass, only newcomers fail
import asyncio

async def w(name, barrier):
    try:
        await barrier.wait()
        print(name, "passed")
    except asyncio.BrokenBarrierError:
        print(name, "broken")

async def main():
    barrier = asyncio.Barrier(2)
    a = asyncio.create_task(w("a", barrier))
    await asyncio.sleep(0)
    await w("main", barrier)
    await barrier.abort()
    await a
    await w("late", barrier)
    print(barrier.broken, barrier.n_waiting)
    await barrier.reset()
    b = asyncio.create_task(w("b", barrier))
    c = asyncio.create_task(w("c", barrier))
    await asyncio.wait([b, c])
    print(barrier.broken)

asyncio.run(main())
