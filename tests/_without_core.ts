/** Preloaded, it makes Deno a version whose core the module does not know: the public ways serve. */
Object.defineProperty(Deno, "version", {
  value: { ...Deno.version, deno: "1000.0.0" },
});
