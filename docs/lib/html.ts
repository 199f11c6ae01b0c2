/** The one template of the site: what goes in is escaped, unless it is Html. */
import { html as template, raw } from "npm:hono@4.13.19/html";

/** Text that is HTML already. */
export type Html = ReturnType<typeof raw>;

/**
 * Fills a template (named so that no formatter breaks its lines: a space in it
 * counts). Strings and numbers are escaped, arrays joined; `null`,
 * `undefined` and `false` give nothing.
 */
export function markup(
  strings: TemplateStringsArray,
  ...values: unknown[]
): Html {
  const filled = template(strings, ...values);
  if (filled instanceof Promise) {
    throw new TypeError("Cannot fill a template: a value is a promise");
  }
  return filled;
}

/** Takes text as the HTML it is. */
export function trusted(text: string): Html {
  return raw(text);
}
