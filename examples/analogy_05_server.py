# clock: real
import asyncio


async def main():
    stop = asyncio.Event()

    async def handle(reader, writer):
        path = (await reader.readline()).split()[1]
        if path == b"/stop":
            stop.set()
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n"
            b"Connection: close\r\n\r\nhello"
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    print("listening")
    port = server.sockets[0].getsockname()[1]
    client = asyncio.create_task(visit(port))
    await stop.wait()  # for ever, but for the visitor
    await client
    server.close()
    await server.wait_closed()
    print("closed")


async def visit(port):
    for path in ["/", "/stop"]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        reply = (await reader.read()).decode()
        status = reply.split()[1]
        print(path, status, reply.rpartition("\r\n")[2])
        writer.close()


asyncio.run(main())
