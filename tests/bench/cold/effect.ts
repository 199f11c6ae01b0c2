import * as Effect from "npm:effect@4.1.0/Effect";

await Effect.runPromise(Effect.gen(function* () {
  yield* Effect.yieldNow;
  console.log("ready");
}));
