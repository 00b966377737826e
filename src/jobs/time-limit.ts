import { AppError } from "#domain/error";

/** What `work` answers; `unavailable` when it has not answered in time, though it may still end later. */
export async function withinLimit<Result>(
  work: Promise<Result>,
  limitMilliseconds: number,
  what: string,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, refuse) => {
    timer = setTimeout(
      () => refuse(new AppError("unavailable", `${what}: no answer within ${limitMilliseconds} ms`)),
      limitMilliseconds,
    );
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
