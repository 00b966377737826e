import type { DeliveryProblem, Upload } from "#ports/chat";
import type { Picture } from "#ports/pictures";
import { toDeliveryProblem } from "./errors.ts";
import type { CallLark } from "./sdk.ts";

type Uploaded = { readonly image_key?: string | undefined };

/** Gives Lark a picture for cards. It answers a key, another one each time. */
export async function upload(call: CallLark, { mime, bytes }: Picture): Promise<Upload> {
  const form = new FormData();
  form.append("image_type", "message");
  form.append(
    "image",
    new Blob([new Uint8Array(bytes)], { type: mime }),
    `picture.${mime.slice("image/".length)}`,
  );
  const written = new Response(form);
  const contentType = written.headers.get("content-type") ?? "";
  const body = Buffer.from(await written.arrayBuffer());
  const outcome = await call<Uploaded>((_client, _options, write) =>
    write("POST", "/open-apis/im/v1/images", body, contentType),
  );
  if (!outcome.isOk) return { uploaded: false, problem: aboutUpload(toDeliveryProblem(outcome.failure)) };
  const imageKey = outcome.data?.image_key;
  return imageKey
    ? { uploaded: true, imageKey }
    : { uploaded: false, problem: later("no-image-key", "Lark named no image key.") };
}

/**
 * Nobody sees a picture that was uploaded twice, so one without an answer may simply be tried again. And it holds up
 * only the messages to this place: what needs no picture can go on.
 */
function aboutUpload(problem: DeliveryProblem): DeliveryProblem {
  const { code, reason } = problem;
  if (problem.kind === "retry") return { ...problem, holdsUp: "destination" };
  return problem.kind === "unknown" ? later(code, reason) : { kind: "refused", code, reason };
}

const later = (code: string, reason: string): DeliveryProblem => ({
  kind: "retry",
  code,
  reason,
  afterSeconds: null,
  holdsUp: "destination",
});
