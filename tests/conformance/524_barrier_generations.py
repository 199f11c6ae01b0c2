# a barrier is used again and again: who comes back early waits for the next generation
import asyncio

async def w(name, barrier, rounds):
    for i in range(rounds):
        await barrier.wait()
        print(name, "round", i)

async def main():
    barrier = asyncio.Barrier(3)
    ts = [asyncio.create_task(w(n, barrier, 3)) for n in ["a", "b", "c"]]
    await asyncio.wait(ts)
    print(barrier.n_waiting, barrier.broken, barrier.parties)

asyncio.run(main())
