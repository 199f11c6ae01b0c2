// @run --allow-all
// Every kind of page: accessible, inside its width, readable without scripts.
import axe from "npm:axe-core@4.14.1";
import { assertEquals } from "@std/assert";
import { Visit } from "./_site.ts";

/** One page of each kind. */
const KINDS = [
  "",
  "lesson/",
  "lesson/core/",
  "lesson/concepts/",
  "lesson/analogies/",
  "lesson/checklist/",
  "scenarios/",
  "scenarios/scenario-05-timeout/",
  "cards/",
  "python/",
  "api/",
  "api/verbs/",
  "conformance/",
  "performance/",
  "runtimes/",
  "search/",
];

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

const options = { sanitizeOps: false, sanitizeResources: false };

Deno.test(
  "Every kind of page, narrow and wide, light and dark: no axe violation, no overflow",
  options,
  async (t) => {
    await using visit = await Visit.begin();
    for (const view of ["zh", "en", "both"]) {
      for (const kind of KINDS) {
        await t.step(`${view}/${kind}`, async () => {
          const found: string[] = [];
          await visit.open(`${view}/${kind}`, {}, async (page) => {
            await page.evaluate(
              "document.querySelectorAll('main details').forEach((one) => one.open = true)",
            );
            // As a string: the page's policy allows no other way in.
            await page.evaluate(axe.source);
            for (const width of [1280, 320]) {
              await page.setViewportSize({ width, height: 900 });
              const over = await page.evaluate(
                "document.documentElement.scrollWidth - innerWidth",
              );
              if (Number(over) > 0) found.push(`${width}: ${over} px too wide`);
              for (const colorScheme of ["light", "dark"] as const) {
                await page.emulateMedia({ colorScheme });
                const violations = await page.evaluate(
                  "axe.run({ resultTypes: ['violations'] }).then((result) => result.violations)",
                ) as Violation[];
                for (const { id, nodes } of violations) {
                  found.push(
                    `${width} ${colorScheme} ${id} (${nodes.length}): ${
                      nodes[0].html.slice(0, 160)
                    } ${nodes[0].failureSummary?.split("\n")[1] ?? ""}`,
                  );
                }
              }
            }
          });
          assertEquals(found, []);
        });
      }
    }
    await t.step("no page complained or asked anyone else", () => {
      assertEquals(visit.complaints, []);
    });
  },
);

Deno.test("Chooser and 404 are accessible, too", options, async () => {
  await using visit = await Visit.begin();
  for (const path of ["", "404.html", "no/such/page/"]) {
    await visit.open(path, { width: 320 }, async (page) => {
      await page.evaluate(axe.source);
      const violations = await page.evaluate(
        "axe.run().then((result) => result.violations.map((one) => one.id))",
      );
      assertEquals([path, violations], [path, []]);
    });
  }
});

Deno.test(
  "Without scripts every text can be read and every answer opened",
  options,
  async () => {
    await using visit = await Visit.begin();
    const look = { scripts: false };
    await visit.open(
      "zh/scenarios/scenario-05-timeout/",
      look,
      async (page) => {
        assertEquals(await page.locator(".out pre").isVisible(), true);
        assertEquals(
          await page.getByRole("button").count(),
          0,
          "a button that does nothing",
        );
      },
    );
    await visit.open("en/cards/", look, async (page) => {
      assertEquals(await page.locator(".flash:visible").count() > 30, true);
      await page.locator("#card-01-what summary").click();
      assertEquals(
        await page.locator("#card-01-what .answer").isVisible(),
        true,
      );
    });
    await visit.open("en/search/", look, async (page) => {
      assertEquals(
        await page.getByRole("link", { name: "list of the lesson" })
          .isVisible(),
        true,
      );
    });
  },
);
