# a cancelled read() of everything loses what it had gathered; any other read leaves the bytes in the buffer
import asyncio

async def main():
    for name, read in (
        ("read", lambda reader: reader.read()),
        ("readexactly", lambda reader: reader.readexactly(9)),
        ("readline", lambda reader: reader.readline()),
    ):
        reader = asyncio.StreamReader()
        task = asyncio.create_task(read(reader))
        await asyncio.sleep(0)
        reader.feed_data(b"abc")
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        reader.feed_data(b"def")
        reader.feed_eof()
        print(name, task.cancelled(), await reader.read())

asyncio.run(main())
