import type { MikroORM } from '@mikro-orm/postgresql';
import type { CalendarDay, Currency } from '@tributary/domain';
import { ExchangeRateRepository, type ReferenceRate, type StoredRate } from '@tributary/ports';
import { Statement } from '../statement';
import { inNoAgency } from '../tenancy';

/** A trigger keeps what a corrected rate was, and until when. */
const SAVE = new Statement<object>(`
  insert into exchange_rate (currency, day, per_euro, source)
  select i.currency, i.day, i.per_euro, $4
  from unnest($1::text[], $2::date[], $3::numeric[]) as i(currency, day, per_euro)
  left join exchange_rate e on e.currency = i.currency and e.day = i.day
  where e.day is null or row(e.per_euro, e.source) is distinct from row(i.per_euro, $4::text)
  on conflict (currency, day) do update set
    per_euro = excluded.per_euro, source = excluded.source
  returning 1`);

const LATEST = new Statement<{ day: CalendarDay | null }>('select max(day) as day from exchange_rate');

const RATE_ON = new Statement<StoredRate>(`
  select currency, day::text as day, trim_scale(per_euro)::text as "perEuro", source from exchange_rate
  where currency = $1 and day <= $2::date and day >= $2::date - 10
  order by day desc
  limit 1`);

const LIST_ON = new Statement<StoredRate>(`
  select currency, day::text as day, trim_scale(per_euro)::text as "perEuro", source from exchange_rate
  where day = $1::date
  order by currency`);

/** The whole published history is some 250,000 rates. */
const BATCH = 10_000;

export class PostgresExchangeRateRepository extends ExchangeRateRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  /** @returns how many rates were new or different. */
  save(rates: readonly ReferenceRate[], source: string): Promise<number> {
    return inNoAgency(this.orm).transactional(async (em) => {
      let saved = 0;
      for (let start = 0; start < rates.length; start += BATCH) {
        const batch = rates.slice(start, start + BATCH);
        const columns = [
          batch.map((rate) => rate.currency),
          batch.map((rate) => rate.day),
          batch.map((rate) => rate.perEuro),
        ];
        saved += (await SAVE.run(em, [...columns, source])).length;
      }
      return saved;
    });
  }

  async latestDay(): Promise<CalendarDay | null> {
    const latest = await LATEST.first(inNoAgency(this.orm), []);
    return latest?.day ?? null;
  }

  rateOn(currency: Currency, day: CalendarDay): Promise<StoredRate | null> {
    return RATE_ON.first(inNoAgency(this.orm), [currency, day]);
  }

  listOn(day: CalendarDay): Promise<readonly StoredRate[]> {
    return LIST_ON.run(inNoAgency(this.orm), [day]);
  }
}
