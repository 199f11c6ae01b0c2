/**
 * @title.zh JavaScript 一侧：npm start
 * @title.en The JavaScript side: npm start
 * @section analogies
 * @card analogy-03-npm
 * @run
 * @difficulty beginner
 * @twin none
 */

//: zh: `npm start` 自己不干活：它准备好环境，找到 `scripts.start`，启动它，最后
//: zh: 把退出码交回来。
//: en: `npm start` does no work of its own: it prepares the environment, finds
//: en: `scripts.start`, starts it, and hands back its exit code.
const scripts: Record<string, () => number> = {
  start() {
    console.log("the application runs");
    return 0;
  },
};

function npm(name: string) {
  console.log(`> npm ${name}`);
  const exitCode = scripts[name]();
  console.log(`exit code ${exitCode}`);
}

npm("start");
