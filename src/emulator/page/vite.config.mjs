import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = dirname(fileURLToPath(import.meta.url));

// Everything that the page needs is built into files of its own host; nothing is fetched from elsewhere.
export default defineConfig({
  root: here,
  base: "/emulator/page/",
  logLevel: "warn",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  // The charts' library asks for its default export, which only this build of it has.
  resolve: { alias: { roughjs: "roughjs/bundled/rough.esm.js" } },
  build: {
    outDir: join(here, "../../../dist/src/emulator/page"),
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 4_000,
    rolldownOptions: { input: [join(here, "index.html"), join(here, "gallery.html")] },
  },
});
