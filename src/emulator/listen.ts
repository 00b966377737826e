import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Emulator } from "./emulator.ts";

export type ListeningEmulator = { url: string; port: number; close(): Promise<void> };

/** Serves the emulator on the loopback address; port 0 takes a free one. `close` also closes the emulator. */
export function listenEmulator(emulator: Emulator, port = 0): Promise<ListeningEmulator> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: emulator.app.fetch, port, hostname: "127.0.0.1" }, (info: AddressInfo) => {
      resolve({ url: `http://127.0.0.1:${info.port}`, port: info.port, close });
    });
    server.once("error", reject);
    server.on("upgrade", emulator.upgrade);
    async function close(): Promise<void> {
      await emulator.close();
      const closed = new Promise<void>((done) => server.close(() => done()));
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
    }
  });
}
