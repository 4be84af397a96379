import {
  type Confirmation,
  type MemberKey,
  RecoveryCodeRepository,
  type SecondFactor,
  SecondFactorPolicy,
  SecondFactorRepository,
} from '../../second-factor';

interface StoredFactor extends SecondFactor {
  readonly lastStep: number;
}

/** What the three ports of second factors share, as the Postgres ones share a database. */
export class InMemorySecondFactorStorage {
  readonly factors = new Map<string, StoredFactor>();
  readonly codes = new Map<string, Set<string>>();
  readonly required = new Set<string>();
}

export class InMemorySecondFactorRepository extends SecondFactorRepository {
  constructor(private readonly storage: InMemorySecondFactorStorage) {
    super();
  }

  find(key: MemberKey): Promise<SecondFactor | null> {
    const found = this.storage.factors.get(nameOf(key));
    const { sealedSecret, isConfirmed } = found ?? {};
    return Promise.resolve(sealedSecret ? { sealedSecret, isConfirmed: isConfirmed ?? false } : null);
  }

  enrol(key: MemberKey, sealedSecret: Uint8Array): Promise<boolean> {
    const { factors } = this.storage;
    if (factors.get(nameOf(key))?.isConfirmed) return Promise.resolve(false);
    factors.set(nameOf(key), { sealedSecret, isConfirmed: false, lastStep: -1 });
    return Promise.resolve(true);
  }

  confirm(key: MemberKey, { step, recoveryCodeHashes }: Confirmation): Promise<boolean> {
    const found = this.storage.factors.get(nameOf(key));
    if (!found || found.isConfirmed) return Promise.resolve(false);
    this.storage.factors.set(nameOf(key), { ...found, isConfirmed: true, lastStep: step });
    this.storage.codes.set(nameOf(key), new Set(recoveryCodeHashes));
    return Promise.resolve(true);
  }

  takeStep(key: MemberKey, step: number): Promise<boolean> {
    const found = this.storage.factors.get(nameOf(key));
    if (!found?.isConfirmed || found.lastStep >= step) return Promise.resolve(false);
    this.storage.factors.set(nameOf(key), { ...found, lastStep: step });
    return Promise.resolve(true);
  }

  remove(key: MemberKey): Promise<boolean> {
    this.storage.codes.delete(nameOf(key));
    return Promise.resolve(this.storage.factors.delete(nameOf(key)));
  }
}

export class InMemoryRecoveryCodeRepository extends RecoveryCodeRepository {
  constructor(private readonly storage: InMemorySecondFactorStorage) {
    super();
  }

  replace(key: MemberKey, hashes: readonly string[]): Promise<void> {
    this.storage.codes.set(nameOf(key), new Set(hashes));
    return Promise.resolve();
  }

  use(key: MemberKey, hash: string): Promise<boolean> {
    return Promise.resolve(this.storage.codes.get(nameOf(key))?.delete(hash) ?? false);
  }

  countLeft(key: MemberKey): Promise<number> {
    return Promise.resolve(this.storage.codes.get(nameOf(key))?.size ?? 0);
  }
}

export class InMemorySecondFactorPolicy extends SecondFactorPolicy {
  constructor(private readonly storage: InMemorySecondFactorStorage) {
    super();
  }

  isRequired(agencyId: string): Promise<boolean> {
    return Promise.resolve(this.storage.required.has(agencyId));
  }

  require(agencyId: string, isRequired: boolean): Promise<void> {
    if (isRequired) this.storage.required.add(agencyId);
    else this.storage.required.delete(agencyId);
    return Promise.resolve();
  }

  /** What `InMemoryPresence` sees. */
  isLacking(key: MemberKey): boolean {
    const hasOne = this.storage.factors.get(nameOf(key))?.isConfirmed ?? false;
    return this.storage.required.has(key.agencyId) && !hasOne;
  }

  listMembersWith(agencyId: string): Promise<readonly string[]> {
    const confirmed = [...this.storage.factors].filter(([, { isConfirmed }]) => isConfirmed);
    const names = confirmed.map(([name]) => name.split(' '));
    return Promise.resolve(names.flatMap(([agency, member = '']) => (agency === agencyId ? [member] : [])));
  }
}

function nameOf({ agencyId, memberId }: MemberKey): string {
  return `${agencyId} ${memberId}`;
}
