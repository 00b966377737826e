import { CHECK_NAMES, DOCTOR_WORDS, type DoctorWords } from "#cards/doctor-words";
import { speak } from "#cards/words";
import type { Language } from "#domain/local-text";
import { plainError } from "#main/plain-error";

export type CheckName = keyof typeof CHECK_NAMES;
export type CheckStatus = "ok" | "warning" | "fault";
export type Finding = { readonly status: CheckStatus; readonly words: DoctorWords };

/** One line of the result; `message` and `doNext` in the language that was asked for. */
export type Check = {
  readonly name: CheckName;
  readonly status: CheckStatus;
  readonly message: string;
  readonly doNext?: string;
};

export type Look = {
  readonly name: CheckName;
  readonly limitMilliseconds?: number;
  readonly look: () => Finding | Promise<Finding>;
};

/** The platform is given five seconds; a busy machine needs some more to load what asks it. */
const LIMIT_MILLISECONDS = 15_000;

export const ok = (words: DoctorWords): Finding => ({ status: "ok", words });
export const warning = (words: DoctorWords): Finding => ({ status: "warning", words });
export const fault = (words: DoctorWords): Finding => ({ status: "fault", words });

/** All at once: none waits for another or falls with it. What fails or takes too long is a finding too. */
export function runLooks(looks: readonly Look[], language: Language): Promise<readonly Check[]> {
  const say = speak(language);
  return Promise.all(
    looks.map(async ({ name, look, limitMilliseconds = LIMIT_MILLISECONDS }): Promise<Check> => {
      const { status, words } = await inTime(look, limitMilliseconds).catch((error: unknown) =>
        fault(DOCTOR_WORDS.failed(plainError(error))),
      );
      const { message, doNext } = words;
      return {
        name,
        status,
        message: say(message),
        ...(status !== "ok" && doNext && { doNext: say(doNext) }),
      };
    }),
  );
}

async function inTime(look: Look["look"], limitMilliseconds: number): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    const tell = (): void => resolve(fault(DOCTOR_WORDS.late(limitMilliseconds / 1000)));
    timer = setTimeout(tell, limitMilliseconds);
  });
  try {
    return await Promise.race([Promise.resolve().then(look), late]);
  } finally {
    clearTimeout(timer);
  }
}
