import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Registry } from 'prom-client';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';

export interface ManagementOptions {
  readonly port: number;
  readonly address: string;
  /** Resolves when the process can do its work, rejects when it cannot (the database does not answer). */
  readonly checkReady: () => Promise<void>;
}

/**
 * Metrics and probes on a port of their own, so that the public port tells nothing about the inside.
 * `/startupz` and `/livez` answer once the process is up, `/readyz` asks the database, `/metrics` is for Prometheus.
 */
@Injectable()
export class ManagementServer
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly logger = new Logger(ManagementServer.name);
  private isStopping = false;
  private server: Server | null = null;

  constructor(
    private readonly registry: Registry,
    private readonly options: ManagementOptions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.server = createServer((request, response) => {
      void this.answer(request.url ?? '/', response);
    }).listen(this.options.port, this.options.address);
    await once(this.server, 'listening');
    this.logger.log(`Metrics and probes on port ${this.port}`);
  }

  /** Not ready from now on: the load balancer looks elsewhere while open requests finish. */
  beforeApplicationShutdown(): void {
    this.isStopping = true;
  }

  /** Last, so that probes and metrics answer until the work is done. */
  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  get port(): number {
    const address = this.server?.address();
    return typeof address === 'object' && address ? address.port : this.options.port;
  }

  private async answer(url: string, response: ServerResponse): Promise<void> {
    if (url === '/metrics') {
      response.setHeader('content-type', this.registry.contentType).end(await this.registry.metrics());
    } else if (url === '/livez' || url === '/startupz') {
      response.end('ok');
    } else if (url === '/readyz') {
      await this.answerReady(response);
    } else {
      response.writeHead(404).end();
    }
  }

  private async answerReady(response: ServerResponse): Promise<void> {
    try {
      if (this.isStopping) throw new Error('stopping');
      await this.options.checkReady();
      response.end('ok');
    } catch (error) {
      response
        .writeHead(503)
        .end(error instanceof Error && error.message === 'stopping' ? 'stopping' : 'not ready');
    }
  }
}
