import { Controller, Headers, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SyncQueuedView } from '@tributary/api-contract';
import { EnqueueDueAccounts, Refusal } from '@tributary/application';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Answers } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Public } from '../auth/signed-in';

export const TRIGGER_HEADER = 'x-sync-trigger-secret';

/** The shared secret of an external scheduler; null when none is configured. */
export class SyncTriggerSecret {
  constructor(private readonly secret: string | null) {}

  /** In constant time: digests of equal length are compared, so not even the length shows. */
  matches(candidate: string): boolean {
    if (this.secret === null) return false;
    return timingSafeEqual(digest(candidate), digest(this.secret));
  }
}

/** For an external scheduler such as a Kubernetes CronJob, in place of the built-in one. */
@ApiTags('sync')
@Public()
@Controller('sync')
export class SyncController {
  constructor(
    private readonly secret: SyncTriggerSecret,
    private readonly enqueue: EnqueueDueAccounts,
  ) {}

  @Post('trigger')
  @ApiOperation({
    operationId: 'triggerSync',
    summary: 'Queues every account of this installation that is due',
  })
  @Answers('SyncQueuedView', 202)
  @Refuses(403)
  @ApiHeader({
    name: TRIGGER_HEADER,
    required: true,
    description: 'The SYNC_TRIGGER_SECRET of this installation.',
  })
  async trigger(@Headers(TRIGGER_HEADER) candidate = ''): Promise<SyncQueuedView> {
    if (!this.secret.matches(candidate)) {
      throw new Refusal(
        'forbidden',
        `Send this installation's SYNC_TRIGGER_SECRET in the header ${TRIGGER_HEADER}.`,
      );
    }
    return { queued: await this.enqueue.run('external') };
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
