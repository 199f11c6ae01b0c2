# default task names over several runs: the end of each run takes two numbers, for closing generators and the executor
import asyncio


async def name(label):
    print(label, asyncio.current_task().get_name())


async def main():
    await name("main")
    await asyncio.gather(name("gather"), name("gather"))
    await asyncio.wait_for(name("wait_for"), 1)
    await asyncio.shield(name("shield"))
    async with asyncio.TaskGroup() as group:
        group.create_task(name("group"))
        group.create_task(name("named"), name="own")
        group.create_task(name("group"))
    for each in asyncio.as_completed([name("as_completed")]):
        await each


async def leftover():
    await name("with a leftover")
    asyncio.create_task(asyncio.sleep(1))


async def fail():
    await name("failing")
    raise ValueError("failed")


asyncio.run(main())
asyncio.run(name("second run"))
asyncio.run(name("third run"))
asyncio.run(leftover())
try:
    asyncio.run(fail())
except ValueError as e:
    print(e)
with asyncio.Runner() as runner:
    runner.run(name("runner"))
    runner.run(name("runner"))
loop = asyncio.new_event_loop()
loop.run_until_complete(name("loop"))
loop.close()
asyncio.run(name("last run"))
