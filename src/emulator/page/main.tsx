import { render } from "preact";

function App() {
  return <main>Xingping 星评</main>;
}

const root = document.getElementById("app");
if (root) render(<App />, root);
