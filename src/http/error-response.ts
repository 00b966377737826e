import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { problemWords } from "#cards/problem-words";
import { AppError, type ErrorCode } from "#domain/error";
import { say, type LocalText } from "#domain/local-text";
import { requestLanguage } from "./language.ts";

const STATUS = {
  "bad-input": 400,
  "not-found": 404,
  "not-allowed": 403,
  "unknown-person": 404,
  "wrong-person": 403,
  "already-done": 409,
  closed: 409,
  "missing-item": 400,
  "outside-scale": 400,
  "bad-turn-number": 400,
  "policy-invalid": 500,
  "setting-missing": 500,
  busy: 503,
  unavailable: 503,
} as const satisfies Record<ErrorCode, ContentfulStatusCode>;

/** What can be wrong with a request before any rule has seen it. */
const REQUEST_PROBLEMS = {
  unauthorized: {
    status: 401,
    words: {
      zh: "令牌不正确：请在 Authorization 头中写 Bearer 和服务器的 API_TOKEN。",
      en: "The token is missing or wrong: send Authorization: Bearer with the server's API_TOKEN.",
    },
  },
  "no-password": {
    status: 401,
    words: {
      zh: "请登录：用户名随意，密码是服务器的 API_TOKEN。",
      en: "Sign in: any user name, and the server's API_TOKEN as the password.",
    },
  },
  "read-only": {
    status: 405,
    words: { zh: "这个页面只能查看。", en: "This page only shows." },
  },
  "too-large": {
    status: 413,
    words: { zh: "请求超过 10 MB：请分批发送。", en: "The request is over 10 MB: send it in parts." },
  },
  "too-many": {
    status: 413,
    words: {
      zh: "一次最多 1000 条：请分批发送。",
      en: "At most 1,000 entries are taken at once: send them in parts.",
    },
  },
  "not-json": {
    status: 400,
    words: { zh: "请求内容不是 JSON：请检查格式。", en: "The body is no JSON: check its form." },
  },
  "not-entries": {
    status: 400,
    words: { zh: "请发送一个对象或对象数组。", en: "Send one object or an array of objects." },
  },
  internal: {
    status: 500,
    words: {
      zh: "服务器出错了，请稍后重试；重复发送不会产生重复数据。",
      en: "Something failed on the server: try again later, sending twice adds nothing twice.",
    },
  },
} as const satisfies Record<string, { status: ContentfulStatusCode; words: LocalText }>;

export type RequestProblem = keyof typeof REQUEST_PROBLEMS;

/** `{error: {code, message}}` in the language of the request. */
export function problemResponse(context: Context, code: RequestProblem): Response {
  const { status, words } = REQUEST_PROBLEMS[code];
  return errorJson(context, status, code, words);
}

/** The answer to something thrown; what is no AppError says nothing of its cause. */
export function errorResponse(context: Context, error: Error): Response {
  if (!(error instanceof AppError)) return problemResponse(context, "internal");
  const { what, next } = problemWords(error.code, error.facts);
  const words = { zh: `${what.zh}${next.zh}`, en: `${what.en} ${next.en}` };
  return errorJson(context, STATUS[error.code], error.code, words);
}

function errorJson(context: Context, status: ContentfulStatusCode, code: string, words: LocalText): Response {
  const language = requestLanguage(context.req.header("Accept-Language"));
  context.header("Content-Language", language === "zh" ? "zh-CN" : "en");
  return context.json({ error: { code, message: say(words, language) } }, status);
}
