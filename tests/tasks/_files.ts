/** Answers with the files of a built site, as a static host does. */

const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  md: "text/markdown; charset=utf-8",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  ts: "text/plain; charset=utf-8",
  py: "text/plain; charset=utf-8",
  xml: "application/xml",
};

/** The file at an address of the site; 404.html where there is none. */
export async function fileResponse(
  folder: string,
  pathname: string,
): Promise<Response> {
  const wanted = decodeURIComponent(pathname).split("/")
    .filter((part) => part !== "..").join("/");
  const path = folder + wanted + (wanted.endsWith("/") ? "index.html" : "");
  const type = TYPES[path.slice(path.lastIndexOf(".") + 1)] ??
    "application/octet-stream";
  try {
    return new Response(await Deno.readFile(path), {
      headers: { "content-type": type },
    });
  } catch {
    const page = await Deno.readFile(`${folder}/404.html`).catch(() => "");
    return new Response(page, {
      status: 404,
      headers: { "content-type": TYPES.html },
    });
  }
}
