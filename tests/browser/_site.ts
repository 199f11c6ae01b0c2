/** The site, built once and served from memory, and a browser to look at it. */
import { type Browser, chromium, type Page } from "npm:playwright-core@1.65.1";
import { folderSource, render } from "../../docs/lib/renderer.ts";
import { findChromium } from "./_find_chromium.ts";

export type { Page };

const TYPES: Readonly<Record<string, string>> = {
  css: "text/css",
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  json: "application/json",
  svg: "image/svg+xml",
};

/** Below which path the site is served: it has to work anywhere. */
export const BELOW = "/some/where/";

/** Every file of the site by its path. */
export const files: ReadonlyMap<string, string> = await render(
  folderSource(new URL("../../docs/", import.meta.url)),
  { base: BELOW },
);

function answer(
  files: ReadonlyMap<string, string>,
  request: Request,
): Response {
  const path = decodeURIComponent(new URL(request.url).pathname);
  const name = path.slice(BELOW.length) +
    (path.endsWith("/") ? "index.html" : "");
  const text = path.startsWith(BELOW) ? files.get(name) : undefined;
  if (text === undefined) {
    return new Response(files.get("404.html"), {
      status: 404,
      headers: { "content-type": TYPES.html },
    });
  }
  return new Response(text, {
    headers: {
      "content-type": TYPES[name.slice(name.lastIndexOf(".") + 1)] ??
        "text/plain; charset=utf-8",
    },
  });
}

/** How a page is opened. */
export interface Look {
  scheme?: "light" | "dark";
  width?: number;
  scripts?: boolean;
}

/** A browser on the site. */
export class Visit implements AsyncDisposable {
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #browser: Browser;
  /** What went wrong in the pages, and requests to anyone else. */
  readonly complaints: string[] = [];

  private constructor(
    server: Deno.HttpServer<Deno.NetAddr>,
    browser: Browser,
  ) {
    this.#server = server;
    this.#browser = browser;
  }

  /** Starts the server, of the site or of these files, and the browser. */
  static async begin(served = files): Promise<Visit> {
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      (request) => answer(served, request),
    );
    const browser = await chromium.launch({
      executablePath: await findChromium(),
      args: ["--no-sandbox"],
    });
    return new Visit(server, browser);
  }

  /** The site's address; ends with a slash. */
  get root(): string {
    return `http://127.0.0.1:${this.#server.addr.port}${BELOW}`;
  }

  /** Opens a page in a fresh profile, uses it, closes it. */
  async open<T>(
    path: string,
    { scheme = "light", width = 1280, scripts = true }: Look,
    use: (page: Page) => Promise<T>,
  ): Promise<T> {
    const context = await this.#browser.newContext({
      colorScheme: scheme,
      javaScriptEnabled: scripts,
      reducedMotion: "reduce",
      viewport: { width, height: 900 },
    });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    try {
      const page = await context.newPage();
      page.on("pageerror", (error) => {
        this.complaints.push(`${path}: ${error.message}`);
      });
      page.on("console", (message) => {
        if (message.type() !== "error") return;
        if (message.text().includes("404")) return;
        this.complaints.push(`${path}: ${message.text()}`);
      });
      page.on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(this.root) && !url.startsWith("blob:")) {
          this.complaints.push(`${path}: asks for ${url}`);
        }
      });
      await page.goto(this.root + path);
      return await use(page);
    } finally {
      await context.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    await this.#server.shutdown();
  }
}
