import { render } from "preact";
import { App } from "./app.tsx";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/lists.css";
import "./styles/chat.css";
import "./styles/panels.css";
import "./styles/inspector.css";

const root = document.getElementById("app");
if (root) render(<App />, root);
