/** 404.html: may be served at any address, so its links begin at the base. */
import { markup } from "./lib/html.ts";
import type { Data } from "./lib/renderer.ts";

/** Yields the one page. */
export default function* ({ base = "/" }: Data): Generator<Data> {
  const at = (path: string) => `${base}${path}`;
  yield {
    url: "/404.html",
    content:
      markup`<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>404 · asyncio for Deno</title><link rel="icon" href="${
        at("assets/icon.svg")
      }"><link rel="stylesheet" href="${
        at("assets/site.css")
      }"></head><body><main class="chooser lost"><h1>404</h1><p>这一页从来没有被 <code>await</code> 过。</p><p lang="en">Nobody ever awaited this page.</p><ul class="tiles"><li><a class="tile" href="${
        at("zh/")
      }"><b>回首页</b></a></li><li lang="en"><a class="tile" href="${
        at("en/")
      }"><b>Home</b></a></li></ul></main></body></html>`.toString(),
  };
}
