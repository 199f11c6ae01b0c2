import asyncio

print("cell 1:", asyncio.run(asyncio.sleep(0.01, "one loop")))
print("cell 2:", asyncio.run(asyncio.sleep(0.01, "another loop")))

notebook = asyncio.Runner()


async def start():
    download = asyncio.create_task(asyncio.sleep(0.3, "downloaded"))
    await asyncio.sleep(0.01)
    return {"download": download}


task = notebook.run(start())
print("cell 3:", "done" if task["download"].done() else "under way")


async def finish():
    return await task["download"]


print("cell 4:", notebook.run(finish()))
notebook.close()
