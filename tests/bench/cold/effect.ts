import * as Effect from "effect/Effect";

await Effect.runPromise(Effect.gen(function* () {
  yield* Effect.yieldNow;
  console.log("ready");
}));
