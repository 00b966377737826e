import { expect, test } from "vitest";
import { failureOfAnswer, failureOfError, toDeliveryProblem } from "#platforms/lark/errors";

function answered(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return toDeliveryProblem(
    failureOfError({ response: { status, data: body, headers }, code: "ERR_BAD_REQUEST" }),
  );
}
const withCode = (code: number, msg = "words") => answered(400, { code, msg });

test.each([230002, 230013, 230029, 230034, 230035, 230053, 232009, 99992351, 99992356, 99992361])(
  "%i means that nobody can be reached there",
  (code) => {
    expect(withCode(code)).toEqual({ kind: "unreachable", code: String(code), reason: "words" });
  },
);

test.each([230001, 230011, 230022, 230025, 230028, 230031, 230099, 230110, 99992354, 123456])(
  "%i means that this message can never be sent",
  (code) => {
    expect(withCode(code)).toEqual({ kind: "refused", code: String(code), reason: "words" });
  },
);

test.each([230020, 11232, 11233, 232019])("%i means later", (code) => {
  expect(withCode(code)).toMatchObject({ kind: "retry", afterSeconds: null });
});

test.each([99991672, 230006, 230027, 10003, 10014, 10015, 99991401, 99991663])(
  "%i is for the operator: it is tried again in five minutes",
  (code) => {
    expect(withCode(code)).toMatchObject({ kind: "retry", code: String(code), afterSeconds: 300 });
  },
);

test.each([
  [99991400, "app"],
  [11232, "app"],
  [99991672, "app"],
  [10014, "app"],
  [230020, "destination"],
  [11233, "destination"],
  [232019, "destination"],
])("%i holds up what goes to the same %s", (code, holdsUp) => {
  expect(withCode(code)).toMatchObject({ kind: "retry", holdsUp });
});

test("an image that Lark does not know is uploaded anew, not refused for ever", () => {
  const problem = withCode(
    230099,
    "Failed to create card content, ext=ErrCode: 200570; ErrMsg: invalid image keys;",
  );

  expect(problem).toMatchObject({ kind: "retry", holdsUp: "destination", isPictureUnknown: true });
});

test("the gateway says for how long to wait", () => {
  const problem = answered(429, { code: 99991400, msg: "frequency" }, { "x-ogw-ratelimit-reset": "7" });

  expect(problem).toMatchObject({ kind: "retry", code: "99991400", afterSeconds: 7 });
});

test("the old status of the gateway's limit is understood too", () => {
  const problem = answered(400, { code: 99991400, msg: "frequency" }, { "x-ogw-ratelimit-reset": "3" });

  expect(problem).toMatchObject({ kind: "retry", afterSeconds: 3 });
});

test("a card that somebody is pressing is tried again at once", () => {
  const problem = withCode(
    230099,
    "Failed to create card content, ext=ErrCode: 11310; ErrMsg: card action is lock;",
  );

  expect(problem).toMatchObject({ kind: "retry", afterSeconds: 2 });
});

test("its words are kept by whole characters, without what no database takes", () => {
  const { reason } = withCode(230099, `${"x".repeat(199)}😀😀\0`) as { reason: string };
  const broken = withCode(230099, "a\0b\ud800") as { reason: string };

  expect(reason).toBe(`${"x".repeat(199)}…`);
  expect(broken.reason).toBe("a\uFFFDb\uFFFD");
});

test("the value that Lark quotes is not kept", () => {
  const problem = withCode(230099, "ErrCode: 200621; ErrMsg: parse; ErrorValue: 客户的话");

  expect(problem).toEqual({ kind: "refused", code: "230099", reason: "ErrCode: 200621; ErrMsg: parse" });
});

test.each([500, 502, 503, 504])("HTTP %i: nobody knows whether Lark took it", (status) => {
  expect(answered(status, "<html>")).toMatchObject({ kind: "unknown", code: `http-${status}` });
});

test("a page from something in between leaves the outcome unknown", () => {
  const failure = failureOfAnswer("<html>login</html>");

  expect(failure && toDeliveryProblem(failure)).toMatchObject({ kind: "unknown" });
});

test("a success is no failure", () => {
  expect(failureOfAnswer({ code: 0, msg: "success", data: {} })).toBeNull();
});

test("HTTP 200 with another code is a failure", () => {
  const failure = failureOfAnswer({ code: 230002, msg: "not in chat" });

  expect(failure && toDeliveryProblem(failure)).toMatchObject({ kind: "unreachable", code: "230002" });
});

test.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"])("%s: nothing was sent, so later is safe", (code) => {
  expect(toDeliveryProblem(failureOfError({ code }))).toMatchObject({ kind: "retry", code });
});

test.each(["ECONNRESET", "ECONNABORTED", "ETIMEDOUT"])("%s: it may have been accepted", (code) => {
  expect(toDeliveryProblem(failureOfError(Object.assign(new Error("x"), { code })))).toMatchObject({
    kind: "unknown",
    code,
  });
});
