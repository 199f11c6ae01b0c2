import { contract } from "./_contract.ts";

contract({
  name: "memory:",
  recall: 1,
  shared: false,
  start: () => Promise.resolve({ url: "memory:", stop: async () => {} }),
});
