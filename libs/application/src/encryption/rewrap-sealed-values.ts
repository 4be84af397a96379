import {
  CiphertextUnreadable,
  type AgencyRepository,
  type AuditTrail,
  type CredentialCipher,
  type ResealedValue,
  type SealContext,
  type SealedValue,
  type SealedValueRepository,
} from '@tributary/ports';
import { operator, unaskedEntry } from '../audit/unasked-entry';

/** Processes that still seal with an older key make work as long as they run. */
const MOST_ROUNDS = 10;

export interface RewrapPorts {
  readonly agencies: AgencyRepository;
  readonly values: SealedValueRepository;
  readonly cipher: CredentialCipher;
  readonly audit: AuditTrail;
}

/** How many values of each kind. */
export type ValueCounts = ReadonlyMap<SealContext['purpose'], number>;

/** What came of it. Keys are told by their ids. */
export interface Rewrapping {
  readonly sealingKey: string;
  /** How many values were sealed anew. */
  readonly moved: number;
  /** No configured key opens them, so they stay as they are. */
  readonly unreadable: ValueCounts;
  /** Keys beside the sealing one that something still needs. */
  readonly needed: readonly string[];
  /** Configured keys beside it that nothing needs any more. */
  readonly unneeded: readonly string[];
}

interface Round {
  moved: number;
  /** Whose trail tells of it. */
  readonly told: Set<string>;
  readonly unreadable: Map<SealContext['purpose'], number>;
}

/**
 * Seals everything that is kept anew with the key that seals. What is done stays done, so it may be stopped at any moment
 * and started again; others may read and write meanwhile.
 */
export class RewrapSealedValues {
  constructor(private readonly ports: RewrapPorts) {}

  async run(): Promise<Rewrapping> {
    let moved = 0;
    const told = new Set<string>();
    let round = await this.round(told);
    let needed = await this.keysBeside();
    for (let rounds = 1; round.moved > 0; rounds += 1) {
      moved += round.moved;
      if (needed.length === 0 || rounds === MOST_ROUNDS) break;
      round = await this.round(told);
      needed = await this.keysBeside();
    }
    const [sealingKey, ...opening] = this.ports.cipher.keyIds;
    const unneeded = opening.filter((id) => !needed.includes(id));
    return { sealingKey, moved, unreadable: round.unreadable, needed, unneeded };
  }

  /** Once through everything. */
  private async round(told: Set<string>): Promise<Round> {
    const { agencies, values, cipher } = this.ports;
    const round: Round = { moved: 0, told, unreadable: new Map() };
    for (const agencyId of await agencies.listIds()) {
      for await (const batch of values.sealedByOthers(agencyId, cipher.keyIds[0])) {
        const resealed = batch.flatMap((value) => this.resealed(value, round));
        if (resealed.length === 0) continue;
        await this.tell(agencyId, round);
        round.moved += await values.replace(agencyId, resealed);
      }
    }
    return round;
  }

  /** Once for each agency, and before anything of it is written. */
  private async tell(agencyId: string, { told }: Round): Promise<void> {
    if (told.has(agencyId)) return;
    told.add(agencyId);
    const target = { kind: 'agency', id: agencyId, label: null };
    const what = { action: 'agency.rewrap', target };
    await this.ports.audit.record(unaskedEntry(agencyId, operator('rewrap'), what));
  }

  private resealed(value: SealedValue, { unreadable }: Round): ResealedValue[] {
    const { cipher } = this.ports;
    const { sealed, context } = value;
    try {
      return [{ ...value, resealed: cipher.seal(cipher.open(sealed, context), context) }];
    } catch (error) {
      if (!(error instanceof CiphertextUnreadable)) throw error;
      unreadable.set(context.purpose, (unreadable.get(context.purpose) ?? 0) + 1);
      return [];
    }
  }

  private async keysBeside(): Promise<readonly string[]> {
    const [sealingKey] = this.ports.cipher.keyIds;
    return (await this.ports.values.keysInUse()).filter((id) => id !== sealingKey);
  }
}
