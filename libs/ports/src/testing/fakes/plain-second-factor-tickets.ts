import type { Clock } from '../../clock';
import { type SecondFactorTicket, SecondFactorTickets } from '../../second-factor';

const LIFETIME_MS = 5 * 60_000;

/** Writes what the ticket is about into it as JSON. */
export class PlainSecondFactorTickets extends SecondFactorTickets {
  constructor(private readonly clock: Clock) {
    super();
  }

  issue(of: SecondFactorTicket): Promise<{ readonly ticket: string; readonly expiresAt: Date }> {
    const expiresAt = new Date(this.clock.now().getTime() + LIFETIME_MS);
    return Promise.resolve({ ticket: JSON.stringify({ of, until: expiresAt.getTime() }), expiresAt });
  }

  read(ticket: string): Promise<SecondFactorTicket | null> {
    if (!ticket.startsWith('{')) return Promise.resolve(null);
    const { of, until } = JSON.parse(ticket) as { readonly of: SecondFactorTicket; readonly until: number };
    return Promise.resolve(until > this.clock.now().getTime() ? of : null);
  }
}
