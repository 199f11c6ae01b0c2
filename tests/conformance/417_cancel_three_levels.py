# a cancel goes to the innermost await; finally blocks run from the inside out, over coroutines and tasks
import asyncio

async def c():
    try:
        await asyncio.sleep(10)
    finally:
        print("c finally")
        await asyncio.sleep(0)
        print("c cleaned")

async def b():
    try:
        await c()
    finally:
        print("b finally")

async def a():
    try:
        await asyncio.create_task(b())
    except asyncio.CancelledError:
        print("a except")
        raise
    finally:
        print("a finally")

async def main():
    t = asyncio.create_task(a())
    await asyncio.sleep(0.02)
    t.cancel()
    print("cancelled")
    try:
        await t
    except asyncio.CancelledError:
        print("main except", t.cancelled())

asyncio.run(main())
