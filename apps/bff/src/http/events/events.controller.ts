import { Controller, Sse, type MessageEvent } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { SyncProgressMessage } from '@tributary/api-contract';
import { SyncProgressChannel, type SyncProgressEvent } from '@tributary/ports';
import { interval, map, merge, Observable, takeUntil, timer } from 'rxjs';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';

/** Proxies cut silent streams; a comment-sized event keeps them open. */
const HEARTBEAT_MS = 20_000;

@ApiTags('events')
@ApiBearerAuth()
@Requires('read-connections')
@Controller('events')
export class EventsController {
  constructor(private readonly channel: SyncProgressChannel) {}

  /** Sync progress of the member's agency. Ends with the access token: the client comes back with a new one. */
  @Sse()
  stream(@SignedIn() { agency, tokenExpiresAt }: SignedInMember): Observable<MessageEvent> {
    const progress = new Observable<SyncProgressEvent>((subscriber) =>
      this.channel.subscribe(agency.id, (event) => {
        subscriber.next(event);
      }),
    ).pipe(map((event) => ({ type: 'sync-progress', data: message(event) })));
    const heartbeat = interval(HEARTBEAT_MS).pipe(map(() => ({ type: 'heartbeat', data: {} })));
    return merge(progress, heartbeat).pipe(takeUntil(timer(tokenExpiresAt)));
  }
}

function message(event: SyncProgressEvent): SyncProgressMessage {
  const { agencyId, at, ...progress } = event;
  return { ...progress, at: at.toISOString() };
}
