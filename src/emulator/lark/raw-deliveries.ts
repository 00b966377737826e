import { randomBytes } from "node:crypto";
import type { PostOutcome } from "#emulator/post";
import { encryptBody } from "./crypto.ts";
import type { Deliveries } from "./delivery.ts";
import { createEnvelope, jsonHeaders, seal, signatureHeaders, type SealedBody } from "./envelope.ts";
import { variedJson } from "./varied-json.ts";
import type { World } from "./world.ts";

/** Requests that the program must not take at face value. */
export const RAW_VARIANTS = [
  "forged-signature",
  "missing-signature",
  "stale-timestamp",
  "wrong-token",
  "wrong-app",
  "wrong-key",
  "plain-body",
  "truncated",
  "not-json",
  "oversized",
] as const;
export type RawVariant = (typeof RAW_VARIANTS)[number];

const STALE_MS = 9 * 3_600_000;
const OVERSIZED_BYTES = 1_200_000;

/** Sends one such request and returns how it was answered. `staleMs` sets the age of a stale one. */
export function deliverRaw(
  world: World,
  deliveries: Deliveries,
  request: {
    variant: RawVariant;
    eventType: string;
    event: Record<string, unknown>;
    staleMs?: number | undefined;
  },
): Promise<PostOutcome> {
  return deliveries.raw(craft(world, request));
}

function craft(world: World, request: Parameters<typeof deliverRaw>[2]): SealedBody {
  const nowMs = world.clock.nowMs();
  const envelope = createEnvelope(world, request.eventType, request.event);
  const signed = (body: Buffer): SealedBody => ({
    body,
    headers: { ...jsonHeaders(0), ...signatureHeaders(world, body, nowMs) },
  });
  const honest = seal(world, envelope);
  switch (request.variant) {
    case "forged-signature":
      return {
        ...honest,
        headers: { ...honest.headers, "X-Lark-Signature": randomBytes(32).toString("hex") },
      };
    case "missing-signature":
      return { body: honest.body, headers: jsonHeaders(0) };
    case "stale-timestamp":
      return seal(world, envelope, nowMs - (request.staleMs ?? STALE_MS));
    case "wrong-token":
      return seal(world, { ...envelope, header: { ...envelope.header, token: "another-token" } });
    case "wrong-app":
      return seal(world, { ...envelope, header: { ...envelope.header, app_id: "cli_another" } });
    case "wrong-key":
      return signed(
        Buffer.from(JSON.stringify({ encrypt: encryptBody("another key", JSON.stringify(envelope)) })),
      );
    case "plain-body":
      return { body: Buffer.from(variedJson(envelope, 1)), headers: jsonHeaders(0) };
    case "truncated":
      return signed(honest.body.subarray(0, Math.floor(honest.body.length / 2)));
    case "not-json":
      return signed(Buffer.from("<html>not json</html>"));
    case "oversized":
      return seal(world, { ...envelope, event: { ...request.event, padding: "x".repeat(OVERSIZED_BYTES) } });
  }
}

export type UrlCheck = { passed: boolean; challenge: string; answer: PostOutcome };

const CHECK_LIMIT_MS = 1_000;

/** The check that saving the request URL causes: unsigned, one second, the challenge must come back. */
export async function verifyUrl(
  world: World,
  deliveries: Deliveries,
  form: { encrypted?: boolean | undefined; token?: string | undefined } = {},
): Promise<UrlCheck> {
  const challenge = randomBytes(16).toString("hex");
  const token = form.token ?? world.settings.verificationToken;
  const plain = JSON.stringify({ challenge, token, type: "url_verification" });
  const encrypt = (): string => JSON.stringify({ encrypt: encryptBody(world.settings.encryptKey, plain) });
  const body = Buffer.from((form.encrypted ?? true) ? encrypt() : plain);
  const answer = await deliveries.raw({ body, headers: jsonHeaders(0) }, CHECK_LIMIT_MS);
  return { passed: answer.status === 200 && challengeOf(answer.body) === challenge, challenge, answer };
}

function challengeOf(body: string): unknown {
  try {
    return (JSON.parse(body) as { challenge?: unknown } | null)?.challenge;
  } catch {
    return undefined;
  }
}
