/** A server that has not said how far it is by then is taken for one that is down, in milliseconds. */
export const ANSWER_DEADLINE_MS = 1_000;

/** @throws {Error} saying that `what` took too long. The work itself goes on unheard. */
export async function within<T>(work: Promise<T>, limitMs: number, what: string): Promise<T> {
  // Its failure may come when nobody listens any more.
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what} took longer than ${limitMs} ms`));
    }, limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
