import { run, until } from "effection";

await run(function* main() {
  yield* until(Promise.resolve());
  console.log("ready");
});
