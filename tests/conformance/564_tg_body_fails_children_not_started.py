# a body that fails before its children have started: they never run, and only the body's error is in the group
import asyncio

async def child(name):
    print(name, "runs")

async def main():
    ts = []
    try:
        async with asyncio.TaskGroup() as tg:
            for n in ["a", "b"]:
                ts.append(tg.create_task(child(n)))
            raise ValueError("body")
    except ExceptionGroup as eg:
        print(eg, repr(eg.exceptions[0]))
    print([t.cancelled() for t in ts])

asyncio.run(main())
