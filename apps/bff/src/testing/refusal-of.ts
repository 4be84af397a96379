import { Refusal } from '@tributary/application';

/** How something is refused. @throws {Error} when it is not, or when it fails otherwise. */
export async function refusalOf(act: () => unknown): Promise<Refusal> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was taken');
}
