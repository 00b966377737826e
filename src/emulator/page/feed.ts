import type { FeedEvent } from "#emulator/page-news";
import { controlApi } from "./control-api.ts";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 4_000;
/** The emulator says something every 15 s, so a longer silence is a dead connection. */
const SILENCE_MS = 40_000;

/** Follows the emulator and connects again by itself. Returns what ends it. */
export function followFeed(
  onEvent: (event: FeedEvent) => void,
  onConnection: (isThere: boolean) => void,
): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = FIRST_WAIT_MS;

  function connect(): void {
    source = new EventSource(controlApi.feedAddress);
    source.addEventListener("open", () => {
      waitMs = FIRST_WAIT_MS;
      onConnection(true);
      watch();
    });
    source.addEventListener("message", ({ data }) => {
      watch();
      onEvent(JSON.parse(String(data)) as FeedEvent);
    });
    source.addEventListener("heartbeat", watch);
    source.addEventListener("error", lost);
  }
  function watch(): void {
    clearTimeout(timer);
    timer = setTimeout(lost, SILENCE_MS);
  }
  function lost(): void {
    source?.close();
    onConnection(false);
    clearTimeout(timer);
    timer = setTimeout(connect, waitMs);
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
