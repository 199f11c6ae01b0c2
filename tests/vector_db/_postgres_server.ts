/**
 * PostgreSQL's own code with pgvector, compiled to WebAssembly (PGlite),
 * behind PostgreSQL's wire protocol.
 */
// Only `deno task test:servers` needs these packages. Were their names plain
// to see, Deno would download them for every check of types.
const packages = {
  pglite: "@electric-sql/pglite@0.5.14",
  pgvector: "@electric-sql/pglite-pgvector@0.0.15",
  socket: "@electric-sql/pglite-socket@0.2.17",
};
const { PGlite } = await import(`npm:${packages.pglite}`);
const { vector } = await import(`npm:${packages.pgvector}`);
const { PGLiteSocketServer } = await import(`npm:${packages.socket}`);

const [folder, port] = Deno.args;
const db = await PGlite.create({ dataDir: folder, extensions: { vector } });
const server = new PGLiteSocketServer({
  db,
  host: "127.0.0.1",
  port: Number(port),
  maxConnections: 100,
});
await server.start();
