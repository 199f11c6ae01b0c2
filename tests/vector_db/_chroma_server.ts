/**
 * Chroma's own server, from the native part of its npm package. 1.0.5 is the
 * last one that runs on Debian 12: later ones need a newer C library.
 */
import { createRequire } from "node:module";

const VERSION = "1.0.5";
const [folder, port] = Deno.args;
const { os, arch } = Deno.build;
const cpu = arch === "aarch64" ? "arm64" : "x64";
const name = os === "linux"
  ? `chromadb-js-bindings-linux-${cpu}-gnu`
  : os === "darwin"
  ? `chromadb-js-bindings-darwin-${cpu}`
  : `chromadb-js-bindings-win32-${cpu}-msvc`;

async function deno(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
  }).output();
  const text = new TextDecoder();
  if (code !== 0) throw new Error(text.decode(stderr));
  return text.decode(stdout);
}

// The package has nothing but the native file, which `import` cannot load.
await deno("cache", "--no-config", "--no-lock", `npm:${name}@${VERSION}`);
const { npmCache } = JSON.parse(await deno("info", "--json"));
const file = [...Deno.readDirSync(npmCache)]
  .map((registry) => `${npmCache}/${registry.name}/${name}/${VERSION}`)
  .flatMap((folder) => {
    try {
      return [...Deno.readDirSync(folder)].map((e) => `${folder}/${e.name}`);
    } catch {
      return []; // another registry has other packages
    }
  })
  .find((path) => path.endsWith(".node"));
createRequire(import.meta.url)(file!).cli(
  ["chroma", "run", "--path", folder, "--host", "127.0.0.1", "--port", port],
);
