# timeouts around reads of a silent peer lose nothing; closing wakes the reader; drain after close
import asyncio

async def main():
    writers = []

    async def handle(reader, writer):
        writers.append(writer)

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        await asyncio.wait_for(reader.readline(), 0.05)
    except TimeoutError:
        print("timeout")
    writers[0].write(b"part")
    try:
        async with asyncio.timeout(0.05):
            await reader.readline()
    except TimeoutError:
        print("timeout again")
    asyncio.get_running_loop().call_later(0.02, writers[0].write, b"ial\n")
    print((await asyncio.wait_for(reader.readline(), 5)).decode().strip())
    reading = asyncio.create_task(reader.read())
    await asyncio.sleep(0)
    writer.close()
    print("read", len(await reading), writer.is_closing())
    await writer.wait_closed()
    writer.write(b"unheard")
    try:
        await writer.drain()
    except ConnectionResetError as e:
        print("drain:", e)
    writers[0].close()
    server.close()
    await server.wait_closed()

asyncio.run(main())
