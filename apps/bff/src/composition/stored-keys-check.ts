import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type CheckStoredKeys, StoredKeysMissing } from '@tributary/application';
import { StorageNotMigrated } from '@tributary/ports';

const ASK_AGAIN_MS = 2_000;

/**
 * A process does not start to work with a ring of keys that cannot open what is stored: every sync would fail, and people
 * would be asked for keys that are not lost. Where the migration still runs, it looks once that has ended.
 */
@Injectable()
export class StoredKeysCheck implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(StoredKeysCheck.name);
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly check: CheckStoredKeys,
    /** Ends the process, which works already. */
    private readonly end: (reason: Error) => void,
    private readonly askAgainMs = ASK_AGAIN_MS,
  ) {}

  /** Before anything works: jobs and requests begin after it. @throws {Error} for the operator. */
  async onModuleInit(): Promise<void> {
    try {
      if (await this.passes()) return;
    } catch (error) {
      throw error instanceof StoredKeysMissing ? forOperator(error) : error;
    }
    this.logger.warn('The database has not been migrated yet: which keys it needs is looked at after that');
    this.lookLater();
  }

  onApplicationShutdown(): void {
    if (this.timer) clearTimeout(this.timer);
  }

  private lookLater(): void {
    this.timer = setTimeout(() => void this.lookAgain(), this.askAgainMs).unref();
  }

  private async lookAgain(): Promise<void> {
    try {
      if (await this.passes()) return;
    } catch (error) {
      if (error instanceof StoredKeysMissing) {
        this.end(forOperator(error));
        return;
      }
      this.logger.warn('Which keys the database needs could not be looked at; it is tried again');
    }
    this.lookLater();
  }

  /** @returns false while the storage has not been migrated. */
  private async passes(): Promise<boolean> {
    try {
      await this.check.run();
      return true;
    } catch (error) {
      if (error instanceof StorageNotMigrated) return false;
      throw error;
    }
  }
}

function forOperator(error: StoredKeysMissing): Error {
  return new Error(
    `Tributary cannot start: ${error.message}.\n` +
      'Add it to ENCRYPTION_OPENING_KEYS until the command "rewrap" says that nothing needs it any more.',
  );
}
