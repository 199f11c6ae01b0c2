/** The site with Lume: `deno task build`, `deno task serve` in this folder. */
import lume from "lume/mod.ts";

const site = lume({
  location: new URL(Deno.env.get("SITE_URL") ?? "http://localhost:3000/"),
});

site.data("base", site.options.location.pathname);
site.data("site", site.options.location.href);
site.data("repository", Deno.env.get("SITE_REPOSITORY") ?? "");
site.ignore(
  "lib",
  "assets",
  "performance.json",
  "techniques.json",
  "deno.json",
  "traces",
);

export default site;
