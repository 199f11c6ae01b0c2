// @run --allow-all
// Examples in the page: the module in a real browser, without
// AsyncLocalStorage, prints what was recorded under Deno.
import { assert, assertEquals } from "@std/assert";
import { loadExamples } from "../../docs/lib/examples.ts";
import { obstacle } from "../../docs/lib/runnable.ts";
import { Visit } from "./_site.ts";

const options = { sanitizeOps: false, sanitizeResources: false };
const examples = await loadExamples();
const runnable = examples.filter((example) => obstacle(example) === null);

/** Runs code in a Worker as the page does, and gives what it printed. */
const RUN = `async ([url, code]) => {
  const base = new URL(".", url).href;
  const worker = new Worker(url, { type: "module" });
  const out = [];
  const end = await new Promise((resolve) => {
    const timer = setTimeout(() => resolve("timeout"), 8000);
    worker.onmessage = ({ data }) => {
      if (data.kind === "out") out.push(data.text);
      if (data.kind === "end") resolve(clearTimeout(timer) ?? data.failed);
      if (data.kind === "err") console.info(data.text);
    };
    worker.postMessage({ base, code });
  });
  worker.terminate();
  return { out: out.join("\\n"), end };
}`;

Deno.test(
  "Examples print in the browser what was recorded",
  options,
  async (t) => {
    assert(runnable.length >= 30, `only ${runnable.length} can run in a page`);
    await using visit = await Visit.begin();
    await visit.open("en/", {}, async (page) => {
      for (const example of runnable) {
        await t.step(example.id, async () => {
          const code = await (await page.request.get(
            `${visit.root}run/${example.id}.js`,
          )).text();
          const { out } = await page.evaluate(
            `(${RUN})(${
              JSON.stringify([`${visit.root}assets/worker.js`, code])
            })`,
          ) as { out: string; end: boolean };
          assertEquals(out, example.recorded?.stdout.trimEnd());
        });
      }
    });
  },
);

Deno.test(
  "Run, change, run again, reset, and the limit of five seconds",
  options,
  async () => {
    await using visit = await Visit.begin();
    await visit.open("en/scenarios/scenario-01-basic/", {}, async (page) => {
      await page.getByRole("button", { name: "▶ Run" }).click();
      const panel = page.locator(".panel");
      const status = panel.getByRole("status");
      await panel.getByText(/Done in/).waitFor();
      const editor = panel.getByRole("textbox");
      const original = await editor.inputValue();
      await editor.fill('console.log("mine", [1, { a: 2 }]);');
      await panel.getByRole("button", { name: "Run again" }).click();
      await panel.getByText("mine [ 1, { a: 2 } ]").waitFor();
      await panel.getByRole("button", { name: "Reset" }).click();
      assertEquals(await editor.inputValue(), original);
      await editor.fill("while (true);");
      await panel.getByRole("button", { name: "Run again" }).click();
      await panel.getByText(/Stopped after 5 s/).waitFor();
      assert((await status.innerText()).includes("5 s"));
    });
    assertEquals(visit.complaints, []);
  },
);

Deno.test("What needs Deno says so, and why", options, async () => {
  await using visit = await Visit.begin();
  await visit.open(
    "en/scenarios/scenario-09-web-service/",
    {},
    async (page) => {
      assertEquals(
        await page.getByRole("button", { name: "▶ Run" }).count(),
        0,
      );
      assert(
        (await page.locator(".command").innerText()).includes("Deno.serve"),
      );
    },
  );
});
