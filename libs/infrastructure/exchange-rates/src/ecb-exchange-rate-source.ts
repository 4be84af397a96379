import { addDays, type CalendarDay, dayInZone } from '@tributary/domain';
import { type Clock, ExchangeRateSource, type ReferenceRate } from '@tributary/ports';
import { Agent, type buildConnector, request } from 'undici';
import { parseReferenceRates } from './parse-reference-rates';

export interface EcbOptions {
  /** Origin of the feed, without a path. */
  readonly baseUrl?: string;
  /** For the whole answer; the history has some 8 MB. */
  readonly deadlineMs?: number;
  readonly maxBytes?: number;
  /** Makes the connections; decides where one may lead. */
  readonly connect?: buildConnector.connector;
}

const RECENT = '/stats/eurofxref/eurofxref-hist-90d.xml';
const HISTORY = '/stats/eurofxref/eurofxref-hist.xml';

/** The short feed covers the last 90 calendar days; some are left as a margin. */
const RECENT_DAYS = 80;

/** The bank's days end in Frankfurt. */
const ECB_ZONE = 'Europe/Berlin';

/** Euro foreign exchange reference rates of the European Central Bank, published about 16:00 CET on working days. */
export class EcbExchangeRateSource extends ExchangeRateSource {
  readonly name = 'European Central Bank';
  private readonly baseUrl: string;
  private readonly deadlineMs: number;
  private readonly maxBytes: number;
  private readonly connection: Agent.Options;

  constructor(
    private readonly clock: Clock,
    options: EcbOptions = {},
  ) {
    super();
    this.baseUrl = (options.baseUrl ?? 'https://www.ecb.europa.eu').replace(/\/$/, '');
    this.deadlineMs = options.deadlineMs ?? 60_000;
    this.connection = options.connect ? { connect: options.connect } : { connectTimeout: 10_000 };
    this.maxBytes = options.maxBytes ?? 64 * 1024 * 1024;
  }

  async fetchRates(since: CalendarDay | null): Promise<readonly ReferenceRate[]> {
    const shortFeedSince = addDays(dayInZone(this.clock.now(), ECB_ZONE), -RECENT_DAYS);
    const path = since !== null && since >= shortFeedSince ? RECENT : HISTORY;
    const rates = parseReferenceRates(await this.read(path));
    return since === null ? rates : rates.filter((rate) => rate.day >= since);
  }

  /** Redirects are not followed: the bank sends none, and whoever else answers is not the bank. */
  private async read(path: string): Promise<string> {
    const agent = new Agent({ ...this.connection, maxResponseSize: this.maxBytes });
    try {
      const signal = AbortSignal.timeout(this.deadlineMs);
      const headers = { accept: 'application/xml, text/xml' };
      const answer = await request(`${this.baseUrl}${path}`, { dispatcher: agent, signal, headers });
      if (answer.statusCode !== 200) {
        await answer.body.dump();
        throw new Error(`The feed of reference rates answered with status ${answer.statusCode}`);
      }
      return await answer.body.text();
    } finally {
      await agent.destroy();
    }
  }
}
