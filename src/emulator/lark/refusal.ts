/** A request that Lark refuses: HTTP status, code and headers of the answer. `violation` names a broken rule. */
export class Refusal extends Error {
  readonly code: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly violation: string | undefined;

  constructor(
    code: number,
    message: string,
    more: { status?: number; headers?: Record<string, string>; violation?: string } = {},
  ) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.status = more.status ?? 400;
    this.headers = more.headers ?? {};
    this.violation = more.violation;
  }
}

/** 230001, the answer to every malformed message request; always a mistake of the caller. */
export function badParameter(detail: string): Refusal {
  return new Refusal(230001, `Your request contains an invalid request parameter, ext=${detail}`, {
    violation: "bad-parameter",
  });
}
