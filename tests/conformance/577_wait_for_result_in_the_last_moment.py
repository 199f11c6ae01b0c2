# wait_for cancelled in the step in which its inner task ends: the CancelledError wins, the task keeps its value
import asyncio

async def w(task):
    try:
        return await asyncio.wait_for(task, 1.0)
    except asyncio.CancelledError:
        print("cancelled", task.done(), task.cancelled())
        raise

async def main():
    f = asyncio.get_running_loop().create_future()
    t = asyncio.create_task(w(f))
    await asyncio.sleep(0)
    f.set_result("value")
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled(), f.result())

asyncio.run(main())
