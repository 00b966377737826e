import { randomBytes, randomUUID } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { Hono, type Context } from "hono";
import { AppError } from "#domain/error";
import type { World } from "./world.ts";

/** Lark asks for 5 s between two questions; whoever waits here waits for nobody. */
const INTERVAL_SECONDS = 1;
const LIFE_SECONDS = 600;

export type RegistrationAnswer = "confirm" | "refuse";
/** What the page behind the QR code asks the person for. */
export type Asked = {
  appId: string | null;
  scopes: string[];
  events: string[];
  callbacks: string[];
};

export type Registration = {
  /** `POST …/oauth/v1/app/registration`, and the page that its QR code leads to. */
  wire: Hono;
  /** Opens the address of a QR code as the person who scanned it, and answers what the page asks. */
  answer(url: string, answer: RegistrationAnswer, brand?: "feishu" | "lark"): Asked;
};

type Pending = {
  userCode: string;
  expiresMs: number;
  answer?: RegistrationAnswer;
  brand: "feishu" | "lark";
  /** Somebody of Lark is asked about at its own host, after the first host has said so. */
  hasMoved?: boolean;
};

/**
 * Making an app by scanning a QR code: the device flow of RFC 8628. The documents have no page for it, so fields,
 * errors and the way in which scopes travel are as the official SDK (1.74) sends and expects them. The only app that
 * can come out of it is the emulator's own.
 */
export function createRegistration(world: World): Registration {
  const pending = new Map<string, Pending>();

  function begin(c: Context): Response {
    const [deviceCode, userCode] = [randomUUID(), randomBytes(4).toString("hex").toUpperCase()];
    pending.set(deviceCode, {
      userCode,
      expiresMs: world.clock.nowMs() + LIFE_SECONDS * 1000,
      brand: "feishu",
    });
    const page = new URL(c.req.url).origin + PAGE;
    return c.json({
      device_code: deviceCode,
      user_code: userCode,
      verification_uri: page,
      verification_uri_complete: `${page}?user_code=${userCode}`,
      expires_in: LIFE_SECONDS,
      interval: INTERVAL_SECONDS,
    });
  }

  function poll(c: Context, deviceCode: string): Response {
    const refuse = (error: string, description: string): Response =>
      c.json({ error, error_description: description }, 400);
    const asked = pending.get(deviceCode);
    if (!asked) return refuse("invalid_grant", "device_code is unknown");
    if (world.clock.nowMs() > asked.expiresMs) return refuse("expired_token", "the code has expired");
    if (asked.answer === undefined) return refuse("authorization_pending", "nobody has confirmed yet");
    const user_info = { open_id: world.bot.openId, tenant_brand: asked.brand };
    if (asked.answer === "confirm" && asked.brand === "lark" && !asked.hasMoved) {
      asked.hasMoved = true;
      return c.json({ user_info });
    }
    pending.delete(deviceCode);
    if (asked.answer === "refuse") return refuse("access_denied", "the request was refused");
    return c.json({
      client_id: world.settings.appId,
      client_secret: world.settings.appSecret,
      user_info,
    });
  }

  const wire = new Hono();
  wire.post("/oauth/v1/app/registration", async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const action = form.get("action");
    world.logs.count(`registration:${action ?? "none"}`);
    if (action === "begin") return begin(c);
    if (action === "poll") return poll(c, form.get("device_code") ?? "");
    return c.json({ error: "invalid_request", error_description: "action" }, 400);
  });
  wire.get(PAGE.slice("/emulator".length), (c) =>
    c.text("Confirm or refuse with POST /emulator/api/registration {url, answer}.\n"),
  );
  return {
    wire,
    answer(url, answer, brand = "feishu") {
      const { searchParams } = new URL(url);
      const asked = [...pending.values()].find((one) => one.userCode === searchParams.get("user_code"));
      if (!asked) throw new AppError("not-found", "nobody waits for this code");
      Object.assign(asked, { answer, brand });
      return { appId: searchParams.get("clientID"), ...addonsOf(searchParams.get("addons")) };
    },
  };
}

const PAGE = "/emulator/registration";

type Addons = {
  scopes?: { tenant?: string[] };
  events?: { items?: { tenant?: string[] } };
  callbacks?: { items?: string[] };
};

/** JSON, gzip, base64 of URLs. */
function addonsOf(text: string | null): Omit<Asked, "appId"> {
  const addons =
    text === null ? {} : (JSON.parse(gunzipSync(Buffer.from(text, "base64url")).toString("utf8")) as Addons);
  return {
    scopes: addons.scopes?.tenant ?? [],
    events: addons.events?.items?.tenant ?? [],
    callbacks: addons.callbacks?.items ?? [],
  };
}
