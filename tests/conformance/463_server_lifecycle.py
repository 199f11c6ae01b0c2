# serve_forever: cancelled it closes the server and waits for the connections; wait_closed waits for both
import asyncio

async def main():
    handlers = []

    async def handle(reader, writer):
        handlers.append("connected")
        while line := await reader.readline():
            writer.write(line.upper())
        writer.close()
        handlers.append("gone")

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    serving = asyncio.create_task(server.serve_forever())
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"hello\n")
    print((await reader.readline()).decode().strip())
    try:
        await server.serve_forever()
    except RuntimeError:
        print("RuntimeError: already")
    serving.cancel("enough")
    await asyncio.sleep(0.01)
    print("serving", server.is_serving(), "done", serving.done())
    writer.write(b"still here\n")
    print((await reader.readline()).decode().strip())
    writer.close()
    try:
        await serving
    except asyncio.CancelledError as e:
        print("cancelled", e)
    print(handlers)
    await server.wait_closed()
    try:
        await server.serve_forever()
    except RuntimeError:
        print("RuntimeError: closed")
    server.close()

asyncio.run(main())
