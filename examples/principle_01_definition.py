import asyncio


async def main():
    await asyncio.sleep(0.01)
    return 42


print("run:", asyncio.run(main()))

loop = asyncio.new_event_loop()
try:
    print("by hand:", loop.run_until_complete(main()))
finally:
    loop.close()
print("the loop is closed" if loop.is_closed() else "still open")
