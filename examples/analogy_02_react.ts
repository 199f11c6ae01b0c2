/**
 * @title.zh JavaScript 一侧：render 把应用接进页面
 * @title.en The JavaScript side: render joins app and page
 * @section analogies
 * @card analogy-02-react
 * @run
 * @difficulty beginner
 * @twin none
 */

//: zh: 组件只是函数，自己不会出现在页面
//: zh: 上。`createRoot(container).render(<App />)` 把它接进真实的页面。下面用几
//: zh: 行代码代替 react-dom，形状是一样的。
//: en: A component is only a function and does not show up by itself.
//: en: `createRoot(container).render(<App />)` joins it to a real page. A few
//: en: lines stand in for react-dom here; the shape is the same.
function createRoot(page: string[]) {
  return {
    render(app: () => string) {
      page.push(app());
    },
    unmount() {
      page.length = 0;
    },
  };
}

const App = () => "<h1>hello</h1>";

//: zh: 交给 `render` 的是组件，而不是你自己调用组件的结果；一个应用只有一个根。
//: en: `render` takes the component, not the result of your calling it; an
//: en: application has one root.
const page: string[] = [];
const root = createRoot(page);
root.render(App);
console.log("on the page:", page.join(""));
root.unmount();
console.log("after unmount:", page.length, "elements");
