/**
 * `deno task docs`: builds the site into docs/_site.
 *
 *     --base=/asyncio/          where it will be served; only 404.html needs it
 *     --site=https://…/         its whole address, for sitemap.xml and robots.txt
 *     --repository=https://…    where "Edit this page" leads
 *     --out=FOLDER
 */
import { folderSource, render } from "../../docs/lib/renderer.ts";

const began = performance.now();
const options = new Map(
  Deno.args.map((arg) => {
    const [, name, value] = /^--(base|site|repository|out)=(.+)$/.exec(arg) ??
      [];
    if (name === undefined) throw new Error(`Unknown argument: ${arg}`);
    return [name, value];
  }),
);
const out = options.get("out") ?? "docs/_site";
options.delete("out");

const files = await render(
  folderSource(new URL("../../docs/", import.meta.url)),
  Object.fromEntries(options),
);
await Deno.remove(out, { recursive: true }).catch((error) => {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
});
for (const [path, text] of files) {
  const folder = `${out}/${path}`.replace(/\/[^/]*$/, "");
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(`${out}/${path}`, text);
}
const took = ((performance.now() - began) / 1000).toFixed(1);
console.log(`${files.size} files in ${out}, ${took} s`);
