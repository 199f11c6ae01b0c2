/**
 * @title.zh JavaScript 一侧：循环自己就开着
 * @title.en The JavaScript side: the loop is already on
 * @section analogies
 * @card analogy-01-node
 * @run
 * @difficulty beginner
 * @twin none
 */

//: zh: 在 Node 或 Deno 里，没有人写“启动事件循环”。脚本跑完，只要还有定时器或网
//: zh: 络在等，进程就不退出。
//: en: In Node or Deno nobody writes “start the event loop”. The script ends,
//: en: and as long as a timer or a socket is waiting the process stays.
setTimeout(() => console.log("3 the loop was on all along"), 10);
console.log("1 the script begins");

//: zh: 就像一开灯就有电：发电厂一直在，你看不见它。
//: en: As with the light switch: the power plant runs all the time, out of
//: en: sight.
console.log("2 the script ends");
