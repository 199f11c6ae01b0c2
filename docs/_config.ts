/** The site with Lume: `deno task build`, `deno task serve` in this folder. */
import lume from "lume/mod.ts";
import sitemap from "lume/plugins/sitemap.ts";

const site = lume({
  location: new URL(Deno.env.get("SITE_URL") ?? "http://localhost:3000/"),
});

site.data("base", site.options.location.pathname);
site.data("repository", Deno.env.get("SITE_REPOSITORY") ?? "");
site.ignore("lib", "assets", "performance.json", "deno.json");
site.use(sitemap());

export default site;
