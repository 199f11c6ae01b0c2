/** Section 7: hands-on code. Each scenario has a page of its own. */
import { say, type SectionText } from "./card.ts";

/** The section's text. */
export const scenarios: SectionText = {
  title: { zh: "实战代码：十个场景", en: "Hands-on: ten scenarios" },
  summary: {
    zh: "每一个都真跑过，页面上的输出就是它打印的。",
    en: "Each one was run; the output on the page is what it printed.",
  },
  cards: {
    "scenario-01-basic": {
      title: { zh: "基本用法", en: "Basic use" },
      before: say([
        "从零到一：一个 `main`，一行 `run`，一个返回值。",
      ], [
        "From nothing to something: one `main`, one `run`, one value.",
      ]),
    },
    "scenario-02-structure": {
      title: { zh: "标准结构", en: "Standard structure" },
      before: say([
        "取用户、取文章，再拼成一页：真实程序里九成的形状都是这样。",
      ], [
        "Fetch a user, fetch the posts, put them together: nine real programs out of ten have this shape.",
      ]),
    },
    "scenario-03-concurrent": {
      title: { zh: "并发任务", en: "Concurrent tasks" },
      before: say([
        "总时间约等于最慢的那一个，而不是加起来。看时间线就明白为什么。",
      ], [
        "The whole takes about as long as its slowest part, not the sum. The time line shows why.",
      ]),
    },
    "scenario-04-errors": {
      title: { zh: "错误处理", en: "Error handling" },
      before: say([
        "一个失败，全部作废？还是把错误当结果收回来？两种写法，各有用处。",
      ], [
        "One fails and all is lost, or errors come back as results? Two ways, each with its use.",
      ]),
    },
    "scenario-05-timeout": {
      title: { zh: "超时控制", en: "Timeouts" },
      before: say([
        "等多久由你说了算；到点以后，慢的那个真的会被取消。",
      ], [
        "You decide how long to wait; when time is up, the slow one is really cancelled.",
      ]),
    },
    "scenario-06-cancel": {
      title: { zh: "取消任务", en: "Cancelling a task" },
      before: say([
        "取消是请求，不是枪毙：任务先收尾，再确认自己已经取消。",
      ], [
        "Cancelling is a request, not an execution: the task cleans up, then confirms.",
      ]),
    },
    "scenario-07-debug": {
      title: { zh: "调试模式", en: "Debug mode" },
      before: say([
        "让循环自己说出：谁忘了 `await`，哪一步太慢。",
      ], [
        "Let the loop tell you who forgot an `await` and which step was slow.",
      ]),
    },
    "scenario-08-vector-cli": {
      title: { zh: "向量数据库命令行", en: "A vector-database CLI" },
      before: say([
        "连接、建集合、批量插入 100 条、搜索前三、一定关闭。数据库是真的。",
      ], [
        "Connect, create a collection, insert 100 vectors in a batch, search the top 3, always close. The database is real.",
      ]),
    },
    "scenario-09-web-service": {
      title: { zh: "启动 Web 服务", en: "Starting a web service" },
      before: say([
        "真的 HTTP 服务器，五个真的并发请求，全在本机回环上。",
      ], [
        "A real HTTP server and five real requests at once, all on loopback.",
      ]),
    },
    "scenario-10-application": {
      title: { zh: "完整应用", en: "A complete application" },
      before: say([
        "配置、连接、批量插入 50 条 128 维向量、五路并发搜索、结果对象、出错路径、收尾：把前九个拼在一起。",
      ], [
        "Configuration, connection, 50 vectors of 128 dimensions in a batch, five searches at once, a result object, the error path, cleanup: the nine before it in one.",
      ]),
    },
  },
};
