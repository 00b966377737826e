// What the emulator tells its page. Types alone, and no import: the page is compiled for browsers.

export type PersonShown = {
  openId: string;
  name: string;
  title?: string;
  resigned: boolean;
  blocked: boolean;
  available: boolean;
};

export type ChatShown = {
  chatId: string;
  name: string;
  kind: "p2p" | "group";
  members: string[];
  botInside: boolean;
  muted: boolean;
  dissolved: boolean;
};

export type MentionShown = { key: string; name: string; openId: string; type: "user" | "bot" };

/** A message without its content: enough for lists, last lines and unread marks. */
export type MessageHead = {
  messageId: string;
  /** Its place among all messages. */
  number: number;
  /** Grows with everything that happens to it. */
  change: number;
  chatId: string;
  /** "bot", or an open_id. */
  sender: string;
  msgType: string;
  /** What a list shows of it; empty when its kind says it all. */
  line: string;
  createdMs: number;
  replyTo?: string;
  deleted?: "recalled" | "deleted";
  /** How often, and by what at last, it was changed since it was sent. */
  updates: number;
  updatedMs?: number;
};

export type MessageShown = MessageHead & { content: unknown; mentions?: MentionShown[] };

export type FaultShown = {
  id: string;
  effect: string;
  order: { path?: string; delayMs?: number; rateLimitSeconds?: number };
  hits: number;
};

export type MenuItem = { eventKey: string; name: { zh: string; en: string } };

/** One event of `GET /emulator/api/feed`. A new `instance` means that everything is to be read anew. */
export type FeedEvent = { instance: string; version: number };

/** `GET /emulator/api/news?after=VERSION&chat=ID`: everything that changed, contents only for the open chat. */
export type News = FeedEvent & {
  clock: { now: string; nextWorkday: string };
  faults: FaultShown[];
  duplicates: string;
  bot: { openId: string; name: string };
  menu: MenuItem[];
  /** Left out as long as nobody came or went. */
  people?: PersonShown[];
  chats?: ChatShown[];
  heads: MessageHead[];
  messages: MessageShown[];
};

/** `GET /emulator/api/chats/REF/messages?before=NUMBER`: a stretch of a chat, oldest first. */
export type ChatPage = { messages: MessageShown[]; hasEarlier: boolean };

/** `failure` is why no answer came. Times in milliseconds; `at` on the emulator's clock. */
export type ExchangeTry = { at: string; status: number | null; tookMs: number; failure?: string };

/** A request that the platform received, or an event or callback that it sent. */
export type Exchange = {
  id: number;
  kind: "request" | "event" | "callback";
  at: string;
  change: number;
  /** `POST im/v1/messages?…` without its address, or the type of the event. */
  name: string;
  method?: string;
  status: number | null;
  code?: number;
  tookMs: number;
  fault?: string;
  /** Of an event. */
  state?: string;
  eventId?: string;
  tries: ExchangeTry[];
  bytes: number;
};

/** Bodies without credentials; null where there was none. */
export type ExchangeDetails = Exchange & { request: unknown; answer: unknown };

export type WindowShown = { used: number; limit: number };
/** `peak` is the fullest second of the last minute. */
export type ApiUsage = { api: string; second: WindowShown; minute: WindowShown; peak: number };
export type TargetUsage = { target: string; second: WindowShown };
export type LimitsShown = {
  enforced: boolean;
  apis: ApiUsage[];
  targets: TargetUsage[];
  violations: { at: string; kind: string; detail: string }[];
  violationCount: number;
};
