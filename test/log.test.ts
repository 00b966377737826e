import { describe, expect, it } from "vitest";
import { createLog, type Log } from "#main/log";

/** A log and the lines that it has written. */
function aLog(): { log: Log; lines: () => Record<string, unknown>[]; text: () => string } {
  const written: string[] = [];
  return {
    log: createLog("trace", { write: (line) => void written.push(line) }),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
    text: () => written.join(""),
  };
}

describe("a log", () => {
  it.each([
    "secret",
    "appSecret",
    "LARK_APP_SECRET",
    "token",
    "tenant_access_token",
    "API_TOKEN",
    "Authorization",
    "encryptKey",
    "SECRET_KEY",
    "secretKey",
    "password",
    "x-lark-signature",
    "text",
    "turns",
    "card",
    "form",
    "content",
    "comment",
    "body",
  ])("hides the field %s, however deep it stands", (name) => {
    const { log, lines, text } = aLog();

    log.info({ [name]: "hush", event: { header: { list: [{ [name]: ["hush"] }] } } }, "said");

    expect(lines()).toMatchObject([
      {
        level: "info",
        msg: "said",
        [name]: "[hidden]",
        event: { header: { list: [{ [name]: "[hidden]" }] } },
      },
    ]);
    expect(text()).not.toContain("hush");
  });

  it("keeps what is needed to find a fault", () => {
    const { log, lines } = aLog();
    const facts = {
      event: "ev-1",
      key: "task:7:card:1",
      attempts: 3,
      isLast: true,
      url: "http://localhost:3000",
    };

    log.warn(facts, "tried again");

    expect(lines()).toMatchObject([{ level: "warn", msg: "tried again", ...facts }]);
  });

  it("masks what identifies a customer in words, fields and errors", () => {
    const { log, lines, text } = aLog();
    const error = new TypeError("Unexpected token '我', \"我的手机13812345678\" is not JSON");

    log.error({ error: error.message, list: ["a.b@example.com"], err: error }, "call 13812345678");
    log.error(error);
    log.debug("of %s", "13812345678");

    expect(lines()[0]).toMatchObject({
      msg: "call 138****5678",
      error: "Unexpected token '我', \"我的手机138****5678\" is not JSON",
      list: ["a***@example.com"],
      err: { name: "TypeError", stack: expect.stringContaining("log.test.ts") as string },
    });
    expect(lines()).toHaveLength(3);
    expect(text()).not.toMatch(/13812345678|a\.b@/);
  });

  it("leaves out what an error carries along, and the password in an address", () => {
    const { log, text } = aLog();
    const error = Object.assign(new Error("refused by postgresql://app:pass-word@db/xingping"), {
      config: { data: "app-secret" },
    });

    log.error({ err: error }, "database");

    expect(text()).toContain("postgresql://app:***@db/xingping");
    expect(text()).not.toMatch(/pass-word|app-secret/);
  });

  it("ends with an object that contains itself", () => {
    const { log, lines } = aLog();
    const round: Record<string, unknown> = {};
    round["round"] = round;

    log.info({ round }, "round");

    expect(lines()).toHaveLength(1);
  });
});
