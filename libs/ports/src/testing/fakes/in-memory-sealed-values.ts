import { keyIdOf, type AccountSealContext } from '../../credential-cipher';
import type { AccountKey } from '../../sale-repository';
import { SealedValueRepository, type ResealedValue, type SealedValue } from '../../sealed-value-repository';
import type { InMemoryNotificationStorage } from './in-memory-notifications';
import { InMemorySecondFactorStorage } from './in-memory-second-factors';

interface Place extends SealedValue {
  readonly write: (sealed: Uint8Array) => void;
}

/** What the in-memory repositories keep sealed: pages and rows they keep as they are. */
export class InMemorySealedValueRepository extends SealedValueRepository {
  constructor(
    private readonly shared: InMemoryNotificationStorage,
    private readonly factors = new InMemorySecondFactorStorage(),
  ) {
    super();
  }

  keysInUse(): Promise<readonly string[]> {
    return Promise.resolve([...new Set(this.places().map(({ sealed }) => keyIdOf(sealed)))]);
  }

  async *sealedByOthers(agencyId: string, keyId: string): AsyncGenerator<readonly SealedValue[]> {
    await Promise.resolve();
    for (const { write: _, ...value } of this.placesOf(agencyId)) {
      if (keyIdOf(value.sealed) !== keyId) yield [value];
    }
  }

  replace(agencyId: string, values: readonly ResealedValue[]): Promise<number> {
    const places = new Map(this.placesOf(agencyId).map((one) => [one.place, one]));
    const unchanged = values.filter((value) => isSame(places.get(value.place)?.sealed, value.sealed));
    for (const { place, resealed } of unchanged) places.get(place)?.write(resealed);
    return Promise.resolve(unchanged.length);
  }

  private placesOf(agencyId: string): Place[] {
    return this.places().filter(({ context }) => context.agencyId === agencyId);
  }

  private places(): Place[] {
    return [...this.credentials(), ...this.endpoints(), ...this.notifications(), ...this.secondFactors()];
  }

  private credentials(): Place[] {
    const { accounts } = this.shared.storage;
    return [...accounts].map(([id, stored]) => ({
      place: `account ${id}`,
      context: this.contextOf({ ...stored.account, accountId: stored.account.id }, 'credentials'),
      sealed: stored.sealedCredentials,
      write: (sealedCredentials) => accounts.set(id, { ...stored, sealedCredentials }),
    }));
  }

  private endpoints(): Place[] {
    const { endpoints } = this.shared;
    return [...endpoints].flatMap(([id, stored]) => {
      if (!stored.sealedSecrets) return [];
      return {
        place: `endpoint ${id}`,
        context: this.contextOf(stored, 'notification-secrets'),
        sealed: stored.sealedSecrets,
        write: (sealedSecrets: Uint8Array) => endpoints.set(id, { ...stored, sealedSecrets }),
      };
    });
  }

  private notifications(): Place[] {
    const { notifications } = this.shared;
    return [...notifications].flatMap(([id, stored]) => {
      if (!stored.sealed) return [];
      return {
        place: `notification ${id}`,
        context: this.contextOf(stored.account, 'notification'),
        sealed: stored.sealed,
        write: (sealed: Uint8Array) => notifications.set(id, { ...stored, sealed }),
      };
    });
  }

  private secondFactors(): Place[] {
    const { factors } = this.factors;
    return [...factors].map(([name, stored]) => {
      const [agencyId = '', memberId = ''] = name.split(' ');
      return {
        place: `second factor ${name}`,
        context: { agencyId, memberId, purpose: 'second-factor' },
        sealed: stored.sealedSecret,
        write: (sealedSecret) => factors.set(name, { ...stored, sealedSecret }),
      };
    });
  }

  private contextOf(
    { agencyId, accountId }: AccountKey,
    purpose: AccountSealContext['purpose'],
  ): AccountSealContext {
    const network = this.shared.storage.account({ agencyId, accountId })?.account.network ?? '';
    return { agencyId, accountId, network, purpose };
  }
}

function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one?.length === other.length && one.every((byte, at) => byte === other[at]);
}
