import { Controller, Sse, type BeforeApplicationShutdown, type MessageEvent } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SyncProgressMessage } from '@tributary/api-contract';
import { ReadMe } from '@tributary/application';
import { SyncProgressChannel, type AccessClaims, type SyncProgressEvent } from '@tributary/ports';
import { concatMap, filter, interval, map, merge, Observable, share, Subject, takeUntil, timer } from 'rxjs';
import { Streams } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { OpenStreams } from './open-streams';

/** Proxies cut silent streams; a small event keeps them open. */
export const HEARTBEAT_MS = 20_000;

@ApiTags('events')
@Requires('read-connections')
@Controller('events')
export class EventsController implements BeforeApplicationShutdown {
  private readonly stopping = new Subject<void>();
  private readonly streams = new OpenStreams();

  constructor(
    private readonly channel: SyncProgressChannel,
    private readonly me: ReadMe,
  ) {}

  /**
   * Sync progress of the member's agency. Ends with the access token, with the session (seen at the next heartbeat)
   * and with the process: the client comes back with a new token.
   */
  @Sse()
  @ApiOperation({ operationId: 'streamEvents', summary: 'Sync progress of the agency as it happens' })
  @Streams('SyncProgressMessage', 'Events named `sync-progress`, and `heartbeat` with no data of interest')
  @Refuses(429)
  stream(@SignedIn() { member, agency, claims, tokenExpiresAt }: SignedInMember): Observable<MessageEvent> {
    const isSignedIn = interval(HEARTBEAT_MS).pipe(
      concatMap(() => this.isSignedIn(claims)),
      share(),
    );
    const end = merge(isSignedIn.pipe(filter((still) => !still)), timer(tokenExpiresAt), this.stopping);
    const heartbeat = isSignedIn.pipe(map(() => ({ type: 'heartbeat', data: {} })));
    return this.streams.counted(member.id, merge(this.progress(agency.id), heartbeat).pipe(takeUntil(end)));
  }

  beforeApplicationShutdown(): void {
    this.stopping.next();
  }

  private progress(agencyId: string): Observable<MessageEvent> {
    return new Observable<SyncProgressEvent>((subscriber) =>
      this.channel.subscribe(agencyId, (event) => {
        subscriber.next(event);
      }),
    ).pipe(map((event) => ({ type: 'sync-progress', data: message(event) })));
  }

  /** False too when it cannot be told: the client asks again in a request of its own. */
  private isSignedIn(claims: AccessClaims): Promise<boolean> {
    return this.me.presence(claims).then(
      () => true,
      () => false,
    );
  }
}

function message(event: SyncProgressEvent): SyncProgressMessage {
  const { agencyId, at, ...progress } = event;
  return { ...progress, at: at.toISOString() };
}
