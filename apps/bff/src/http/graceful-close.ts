import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';

/** How long open requests may take to finish once the process is asked to stop. */
const GRACE_MS = 3_000;

/** Lets open requests finish when the process stops, but waits for no connection that stays silent. */
@Injectable()
export class GracefulClose implements BeforeApplicationShutdown {
  constructor(private readonly host: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    // Connections that finish a request from now on must not wait for another one.
    server.keepAliveTimeout = 1;
    setTimeout(() => {
      server.closeAllConnections();
    }, GRACE_MS).unref();
  }
}
