async function main(): Promise<void> {
  await Promise.resolve();
  console.log("ready");
}

await main();
