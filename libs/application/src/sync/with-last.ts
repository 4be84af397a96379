/**
 * Pairs each item with whether it is the last one, by reading one ahead. When reading ahead fails, the item in hand
 * is still handed out (it was read well) before the error is thrown.
 */
export async function* withLast<T>(items: AsyncIterable<T>): AsyncGenerator<{ item: T; isLast: boolean }> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    let current = await iterator.next();
    while (!current.done) {
      const [ahead] = await Promise.allSettled([iterator.next()]);
      const isLast = ahead.status === 'fulfilled' && ahead.value.done === true;
      yield { item: current.value, isLast };
      if (ahead.status === 'rejected') throw ahead.reason;
      current = ahead.value;
    }
  } finally {
    await iterator.return?.();
  }
}
