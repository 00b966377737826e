import { LARK_APP } from "./lark-requests.ts";

/** The environment of a real server. No request leaves the machine: nothing listens at its Lark. */
export function serverEnvironment(more: Readonly<Record<string, string>>): Record<string, string> {
  return {
    PORT: "0",
    LOG_LEVEL: "info",
    API_TOKEN: "token-for-the-bench-only",
    LARK_APP_ID: LARK_APP.appId,
    LARK_APP_SECRET: LARK_APP.appSecret,
    LARK_ENCRYPT_KEY: LARK_APP.encryptKey,
    LARK_VERIFICATION_TOKEN: LARK_APP.verificationToken,
    LARK_BASE_URL: "http://127.0.0.1:9",
    ...more,
  };
}
