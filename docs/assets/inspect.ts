/** What `console.log` prints, nearly as Deno does. */

/** A line of `console.log`. */
export function format(values: readonly unknown[]): string {
  return values.map((value) =>
    typeof value === "string" ? value : inspect(value)
  ).join(" ");
}

function inspect(value: unknown, depth = 0): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") {
    return `[Function: ${value.name || "anonymous"}]`;
  }
  if (value instanceof Error) return value.stack ?? String(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (depth > 4) return "[Object]";
  const inner = (one: unknown) => inspect(one, depth + 1);
  const wrap = (open: string, parts: string[], close: string) => {
    if (parts.length === 0) return open + close;
    const line = `${open} ${parts.join(", ")} ${close}`;
    if (line.length <= 76 && !line.includes("\n")) return line;
    const indent = "  ".repeat(depth + 1);
    return `${open}\n${indent}${parts.join(`,\n${indent}`)}\n${
      "  ".repeat(depth)
    }${close}`;
  };
  if (Array.isArray(value)) return wrap("[", value.map(inner), "]");
  if (value instanceof Set) {
    return wrap(`Set(${value.size}) {`, [...value].map(inner), "}");
  }
  if (value instanceof Map) {
    return wrap(
      `Map(${value.size}) {`,
      [...value].map(([key, one]) => `${inner(key)} => ${inner(one)}`),
      "}",
    );
  }
  const name = value.constructor?.name;
  const open = name && name !== "Object" ? `${name} {` : "{";
  return wrap(
    open,
    Object.entries(value).map(([key, one]) =>
      `${/^[\w$]+$/.test(key) ? key : JSON.stringify(key)}: ${inner(one)}`
    ),
    "}",
  );
}
