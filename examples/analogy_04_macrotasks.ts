/**
 * @title.zh JavaScript 一侧：经典的 1、4、3、2
 * @title.en The JavaScript side: the classic 1, 4, 3, 2
 * @section analogies
 * @card analogy-04-macrotasks
 * @run
 * @difficulty beginner
 * @twin none
 */

//: zh: 面试常客：会按什么顺序打印？
//: en: Every interview has it: in which order do these print?
console.log("1 script");

setTimeout(() => console.log("2 macrotask"), 0);

Promise.resolve().then(() => console.log("3 microtask"));

console.log("4 script still");

//: zh: 先跑完整段脚本（1、4），再清空微任务（3），最后才轮到宏任务（2）。
//: en: First the script to its end (1, 4), then all microtasks (3), and only
//: en: then the macrotask (2).
