/** How a POST to the program went. `status` is null when no HTTP answer came. */
export type PostOutcome = {
  status: number | null;
  body: string;
  tookMs: number;
  failure?: "timeout" | "connection" | "dns" | "no-webhook";
};

export type PostRequest = {
  url: string | undefined;
  body: Buffer;
  headers: Record<string, string>;
  limitMs: number;
};

/** One POST within a real time limit; redirects are not followed, the whole body counts into the time. */
export async function postToProgram(request: PostRequest, closing: AbortSignal): Promise<PostOutcome> {
  const startedMs = performance.now();
  const took = (): number => Math.round(performance.now() - startedMs);
  if (!request.url) return { status: null, body: "", tookMs: 0, failure: "no-webhook" };
  try {
    const response = await fetch(request.url, {
      method: "POST",
      body: new Uint8Array(request.body),
      headers: request.headers,
      redirect: "manual",
      signal: AbortSignal.any([AbortSignal.timeout(request.limitMs), closing]),
    });
    return { status: response.status, body: await response.text(), tookMs: took() };
  } catch (error) {
    return { status: null, body: "", tookMs: took(), failure: failureOf(error) };
  }
}

function failureOf(error: unknown): "timeout" | "connection" | "dns" {
  if (error instanceof Error && error.name === "TimeoutError") return "timeout";
  const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
  return cause?.code === "ENOTFOUND" || cause?.code === "EAI_AGAIN" ? "dns" : "connection";
}
