import type { Logger } from '@nestjs/common';

/**
 * Work of the scheduler outlives its failures: they are told, and the next time tries again.
 * @param failure says so.
 */
export async function outlive(logger: Logger, failure: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    logger.error(failure, error);
  }
}
