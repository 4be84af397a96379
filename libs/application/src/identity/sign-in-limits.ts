import type {
  AttemptLimit,
  AttemptLimiter,
  IdentifierFactory,
  SecurityLog,
  SessionOrigin,
} from '@tributary/ports';
import { TooManyAttempts } from '../refusal';
import { addressBlock } from './address-block';

const MINUTE = 60_000;
const REMEMBERED_DAYS = 180;

type Rate = Omit<AttemptLimit, 'subject'>;
type Step = 'password' | 'second-factor';

interface Rates {
  /** One account from one address: a person who mistypes. */
  readonly pair: Rate;
  /** One account from all addresses where nobody has signed in to it before. */
  readonly account: Rate;
  /** All accounts from one address: whoever tries one password on many people. */
  readonly address: Rate;
}

/** Only what fails counts. A code has a million values, so fewer guesses are too many. */
const RATES: Readonly<Record<Step, Rates>> = {
  password: {
    pair: { burst: 10, refillMs: MINUTE },
    account: { burst: 20, refillMs: 3 * MINUTE },
    address: { burst: 50, refillMs: MINUTE / 2 },
  },
  'second-factor': {
    pair: { burst: 6, refillMs: 2 * MINUTE },
    account: { burst: 10, refillMs: 5 * MINUTE },
    address: { burst: 50, refillMs: MINUTE / 2 },
  },
};

/** Multiplies what is taken at once, for installations that are attacked on purpose. */
export class AttemptAllowance {
  constructor(readonly factor: number) {}
}

export interface Attempt {
  readonly email: string;
  readonly origin: SessionOrigin;
}

/** An attempt that was let through. */
export interface TakenAttempt {
  /** It was no guess. */
  giveBack(): Promise<void>;
  /** It was the person: from this address they are let in however often others guess elsewhere. */
  succeed(): Promise<void>;
}

/**
 * Slows guessing down, and locks nobody out: what others do at other addresses does not count where somebody has signed
 * in to the account before. Counts by what was typed, so it does the same for accounts that do not exist.
 */
export class SignInLimits {
  constructor(
    private readonly ports: {
      readonly attempts: AttemptLimiter;
      readonly identifiers: IdentifierFactory;
      readonly allowance: AttemptAllowance;
      readonly log: SecurityLog;
    },
  ) {}

  /** @throws {TooManyAttempts} before anything is checked. */
  async take(step: Step, { email, origin }: Attempt): Promise<TakenAttempt> {
    const { attempts, log } = this.ports;
    const account = email.trim().toLowerCase();
    const block = addressBlock(origin.address);
    const place = this.subject('place', account, block);
    const limits = this.limits(step, { account, block, isKnown: await attempts.isRemembered(place) });
    const wait = await attempts.take(limits);
    if (wait !== null) {
      const name = step === 'password' ? 'sign-in.limit' : 'second-factor.limit';
      log.tell({ name, agencyId: null, memberId: null, address: origin.address });
      throw new TooManyAttempts(wait);
    }
    const giveBack = () => attempts.giveBack(limits);
    return {
      giveBack,
      succeed: async () => {
        await giveBack();
        await attempts.remember(place, REMEMBERED_DAYS);
      },
    };
  }

  private limits(
    step: Step,
    {
      account,
      block,
      isKnown,
    }: { readonly account: string; readonly block: string; readonly isKnown: boolean },
  ): readonly AttemptLimit[] {
    const rates = RATES[step];
    return [
      this.limit(rates.pair, step, 'pair', account, block),
      this.limit(rates.address, step, 'address', block),
      ...(isKnown ? [] : [this.limit(rates.account, step, 'account', account)]),
    ];
  }

  private limit({ burst, refillMs }: Rate, ...parts: readonly string[]): AttemptLimit {
    const { factor } = this.ports.allowance;
    return { subject: this.subject(...parts), burst: Math.max(1, Math.round(burst * factor)), refillMs };
  }

  /** Quoted, so that no two lists of parts give the same text. */
  private subject(...parts: readonly string[]): string {
    return this.ports.identifiers.fingerprint(JSON.stringify(parts));
  }
}
