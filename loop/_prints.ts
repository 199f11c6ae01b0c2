/** Listens to what the program prints by the host's `console`. */

type Heard = (text: string) => void;

const METHODS = ["debug", "error", "info", "log", "warn"] as const;

// The methods are replaced while anybody listens.
const listeners = new Set<Heard>();
let restore: () => void = () => {};

/** Listens until the function that it gives is called. */
export function listenToConsole(heard: Heard): () => void {
  if (listeners.size === 0) restore = intercept();
  listeners.add(heard);
  return () => {
    if (listeners.delete(heard) && listeners.size === 0) restore();
  };
}

function intercept(): () => void {
  const host = globalThis.console;
  const own = METHODS.map((method) => [method, host[method]] as const);
  for (const [method, print] of own) {
    host[method] = (...values: unknown[]) => {
      for (const heard of listeners) heard(values.map(textOf).join(" "));
      print.apply(host, values);
    };
  }
  return () => {
    for (const [method, print] of own) host[method] = print;
  };
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  try {
    const isPlain = typeof value === "object" && !(value instanceof Error);
    return (isPlain ? JSON.stringify(value) : undefined) ?? String(value);
  } catch {
    // Nothing that a program prints may end it.
    return typeof value;
  }
}
