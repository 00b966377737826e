import type { ChatPage, Exchange, ExchangeDetails, LimitsShown, News } from "#emulator/page-news";

/** What the person sees after a press; see the emulator's interactions. */
export type Interaction = {
  status: number | null;
  toast?: {
    type: "info" | "success" | "error" | "warning";
    content: string;
    i18n?: Record<string, string>;
  };
  errorToast?: { code: number; kind: string; detail: string };
  clientWarning?: string;
  ignored?: "too-old" | "deleted" | "reset";
  openedUrl?: string;
};

export type FieldInput = string | string[] | boolean;
export type Words = { zh: string; en: string };
export type Try = {
  title: Words;
  steps: { zh: string | string[]; en: string | string[] };
  person: string | null;
};

const BASE = "/emulator/api";

/** The emulator's answer, or an error with its reason. */
async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${BASE}/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer as T;
  throw new Error((answer as { error?: string }).error ?? `HTTP ${response.status}`);
}

const get = <T>(path: string): Promise<T> => call<T>("GET", path);
const post = <T = unknown>(path: string, body: unknown = {}): Promise<T> => call<T>("POST", path, body);

export const controlApi = {
  feedAddress: `${BASE}/feed`,
  imageAddress: (key: string) => `${BASE}/images/${encodeURIComponent(key)}`,
  news: (after: number, chat: string | undefined) =>
    get<News>(`news?after=${after}${chat === undefined ? "" : `&chat=${encodeURIComponent(chat)}`}`),
  chatPage: (chat: string, before?: number) =>
    get<ChatPage>(
      `chats/${encodeURIComponent(chat)}/messages${before === undefined ? "" : `?before=${before}`}`,
    ),
  enterChat: (person: string) => post("enter-chat", { person }),
  type: (message: { person: string; text: string; chat?: string; mentions?: string[]; replyTo?: string }) =>
    post("type", message),
  menu: (person: string, eventKey: string) => post("menu", { person, eventKey }),
  press: (press: { person: string; messageId: string; [key: string]: unknown }) =>
    post<Interaction>("press", press),
  submit: (form: { person: string; messageId: string; button: string; fields: Record<string, FieldInput> }) =>
    post<Interaction>("submit", form),
  moveClock: (to: Date) => post("clock", { to: to.toISOString() }),
  addFault: (order: { down?: boolean; delayMs?: number; rateLimitSeconds?: number }) => post("faults", order),
  removeFault: (id: string) => call("DELETE", `faults/${id}`),
  clearFaults: () => call("DELETE", "faults"),
  setDuplicates: (mode: "off" | "both") => post("duplicates", { mode }),
  traffic: (after: number) => get<Exchange[]>(`traffic?after=${after}`),
  exchange: (id: number) => get<ExchangeDetails>(`traffic/${id}`),
  redeliver: (eventId: string) => post<{ status: number | null }>("redeliver", { eventId }),
  limits: () => get<LimitsShown>("limits"),
  /** Null where the emulator has nothing to suggest. */
  async tries(): Promise<Try[] | null> {
    const response = await fetch(`${BASE}/tries`);
    return response.ok ? ((await response.json()) as Try[]) : null;
  },
};
