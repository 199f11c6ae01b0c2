# a timer callback that starts the next timer, resolves a future and makes a task
import asyncio

async def w(n, log):
    log.append(f"task {n}")

async def main():
    loop = asyncio.get_running_loop()
    log = []
    finished = loop.create_future()

    def beat(n):
        log.append(f"beat {n}")
        loop.create_task(w(n, log))
        if n < 3:
            loop.call_later(0.02, beat, n + 1)
        else:
            finished.set_result(n)

    loop.call_later(0.02, beat, 0)
    print(await finished, log)
    await asyncio.sleep(0)
    print(log)

asyncio.run(main())
