import { LARK_WORDS } from "#cards/doctor-words";
import type { LarkAccess } from "#main/salvage-config";
import type { Knock, LarkCheckup } from "#platforms/lark/checkup";
import { fault, ok, warning, type Finding, type Look } from "./check.ts";
import { fewNames } from "./report.ts";

const BOT_IS_ON = 2;
const NAMED_CHATS = 10;

/** What there is to see of Lark; one warning when it is not configured at all. */
export function larkLooks(
  access: LarkAccess | null,
  checkup: LarkCheckup | null,
  isWanted: boolean,
): readonly Look[] {
  if (access === null || checkup === null) {
    const words = isWanted ? LARK_WORDS.unusable() : LARK_WORDS.notConfigured();
    return [{ name: "credentials", look: () => warning(words) }];
  }
  const admitted =
    (look: () => Promise<Finding>): Look["look"] =>
    async () =>
      (await checkup.knock()).answer === "welcome" ? look() : warning(LARK_WORDS.withoutCredentials());
  return [
    { name: "credentials", look: () => lookAtCredentials(access, checkup) },
    { name: "scopes", look: admitted(() => lookAtScopes(checkup)) },
    { name: "chats", look: admitted(() => lookAtChats(checkup)) },
  ];
}

async function lookAtCredentials(access: LarkAccess, checkup: LarkCheckup): Promise<Finding> {
  const knock = await checkup.knock();
  if (knock.answer !== "welcome") return refusedAtTheDoor(access, { ...knock, answer: knock.answer });
  const bot = await checkup.bot();
  if (!bot.isOk) return warning(LARK_WORDS.credentialsOnly(access.appId, bot.code));
  const { name, status } = bot.value;
  return status === BOT_IS_ON
    ? ok(LARK_WORDS.credentialsFine(access.appId, name))
    : fault(LARK_WORDS.botOff(access.appId, name, status));
}

function refusedAtTheDoor(
  { appId, baseUrl }: LarkAccess,
  { answer, code }: Knock & { readonly answer: Exclude<Knock["answer"], "welcome"> },
): Finding {
  switch (answer) {
    case "wrong-app-id":
      return fault(LARK_WORDS.wrongAppId(appId));
    case "wrong-secret":
      return fault(LARK_WORDS.wrongSecret(appId));
    case "refused":
      return fault(LARK_WORDS.refused(code));
    case "not-lark":
      return fault(LARK_WORDS.notLark(baseUrl, code));
    case "unreachable":
      return fault(LARK_WORDS.unreachable(baseUrl, code));
  }
}

async function lookAtScopes(checkup: LarkCheckup): Promise<Finding> {
  const asked = await checkup.missingScopes();
  if (!asked.isOk) return warning(LARK_WORDS.scopesUnknown(asked.code));
  const { missing, needed } = asked.value;
  if (missing.length === 0) return ok(LARK_WORDS.scopesFine(needed));
  const zh = missing.map(({ scope, why }) => `${scope}（${why.zh}）`).join("、");
  const en = missing.map(({ scope, why }) => `${scope} (${why.en})`).join(", ");
  return fault(LARK_WORDS.scopesMissing(zh, en));
}

async function lookAtChats(checkup: LarkCheckup): Promise<Finding> {
  const asked = await checkup.chatNames();
  if (!asked.isOk) return warning(LARK_WORDS.chatsUnknown(asked.code));
  const names = asked.value;
  if (names.length === 0) return ok(LARK_WORDS.chatsNone());
  const few = fewNames(names.slice(0, NAMED_CHATS), names.length);
  return ok(LARK_WORDS.chats(names.length, few.zh, few.en));
}
