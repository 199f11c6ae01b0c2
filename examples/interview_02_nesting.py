import asyncio


async def library(name):
    await asyncio.sleep(0.01)
    return f"hello, {name}"


def hidden(name):
    coroutine = library(name)
    try:
        return asyncio.run(coroutine)
    finally:
        coroutine.close()


async def application():
    print(await library("library"))
    try:
        print(hidden("hidden run"))
    except RuntimeError as error:
        print(error)


print(hidden("top level"))
asyncio.run(application())
