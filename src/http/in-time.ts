const PATIENCE_MILLISECONDS = 2_000;

/** What is answered within two seconds; `otherwise` when nothing is, or it fails. */
export async function inTime<Answer, Otherwise>(
  ask: () => Promise<Answer>,
  otherwise: Otherwise,
): Promise<Answer | Otherwise> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Otherwise>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), PATIENCE_MILLISECONDS);
  });
  try {
    return await Promise.race([ask().catch(() => otherwise), late]);
  } finally {
    clearTimeout(timer);
  }
}
