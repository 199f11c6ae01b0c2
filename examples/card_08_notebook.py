import asyncio

notebook = asyncio.Runner()
print(notebook.run(asyncio.sleep(0.01, "cell 1")))
print(notebook.run(asyncio.sleep(0.01, "cell 2")))
notebook.close()
