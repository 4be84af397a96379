import {
  NotificationRefused,
  type Clock,
  type CredentialCipher,
  type IdentifierFactory,
  type NetworkCatalog,
  type NotificationEndpoint,
  type NotificationEndpointRepository,
  type NotificationQueue,
  type NotificationReader,
  type NotificationRepository,
  type NotificationRequest,
  type NotificationSecrets,
  type ReadNotification,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import { ReceiptPace } from './receipt-pace';
import { contentOf, contextOf, sealContent } from './sealed-content';

/** 256 bits as base64url: anything else is no secret of ours and need not be looked up. */
const SECRET = /^[\w-]{1,64}$/;

export interface ReceiveNotificationPorts {
  readonly endpoints: NotificationEndpointRepository;
  readonly notifications: NotificationRepository;
  readonly queue: NotificationQueue;
  readonly networks: NetworkCatalog;
  readonly cipher: CredentialCipher;
  readonly identifiers: IdentifierFactory;
  readonly clock: Clock;
}

/** Takes what a network sends by itself: verified, sealed and stored when it returns; applied afterwards. */
export class ReceiveNotification {
  private readonly pace: ReceiptPace;

  constructor(private readonly ports: ReceiveNotificationPorts) {
    this.pace = new ReceiptPace(ports.clock);
  }

  /**
   * Sent again, it changes nothing.
   * @throws {Refusal} `not-found`, the same for an unknown network, an unknown secret and another network's;
   * `signature-refused`, `too-many-requests`
   */
  async run(network: string, secret: string, request: NotificationRequest): Promise<void> {
    const { endpoint, reader } = await this.addressed(network, secret);
    if (!this.pace.allows(endpoint.accountId)) {
      throw new Refusal('too-many-requests', 'Too many at once. Send it again in a minute.');
    }
    const told = await this.read(endpoint, reader, request);
    const content = contentOf(told);
    const isNew = await this.ports.notifications.receive(endpoint, {
      hash: this.ports.identifiers.fingerprint(told.meaning),
      outcome: content ? 'waiting' : 'ignored',
      sealed: content && sealContent(this.ports.cipher, endpoint, content),
    });
    // What was received before may still wait, after a crash in between: the schedule sees to that.
    if (isNew && content) await this.ports.queue.enqueue(endpoint);
  }

  private async addressed(
    network: string,
    secret: string,
  ): Promise<{ readonly endpoint: NotificationEndpoint; readonly reader: NotificationReader }> {
    const hash = SECRET.test(secret) ? this.ports.identifiers.fingerprint(secret) : null;
    const endpoint = hash === null ? null : await this.ports.endpoints.findBySecret(hash);
    const reader = this.ports.networks.notifications(network);
    if (!reader || endpoint?.network !== network) {
      throw new Refusal('not-found', 'There is nothing at this address.');
    }
    return { endpoint, reader };
  }

  private async read(
    endpoint: NotificationEndpoint,
    reader: NotificationReader,
    request: NotificationRequest,
  ): Promise<ReadNotification> {
    try {
      return reader.read(request, this.secretsOf(endpoint), this.ports.clock.now());
    } catch (error) {
      if (!(error instanceof NotificationRefused)) throw error;
      await this.ports.endpoints.countRefused(endpoint);
      throw new Refusal('signature-refused', error.message);
    }
  }

  private secretsOf(endpoint: NotificationEndpoint): NotificationSecrets {
    if (!endpoint.sealedSecrets) return {};
    const context = contextOf(endpoint, 'notification-secrets');
    const text = new TextDecoder().decode(this.ports.cipher.open(endpoint.sealedSecrets, context));
    return JSON.parse(text) as NotificationSecrets;
  }
}
