import { SignInDto } from '../auth/auth.dto';
import { DashboardQueryDto } from '../dashboard/dashboard.dto';
import { ConnectNetworkDto, RunsQueryDto } from '../network-accounts/network-accounts.dto';
import { SalesQueryDto } from '../sales/sales.dto';
import { refusalOf } from '../../testing/refusal-of';
import { checkedInput } from './checked-input';

const ID = '0198c0de-0000-4000-8000-000000000001';
const CONNECT = {
  network: 'clickbank',
  credentials: { apiKey: 'API-1' },
  label: 'northbank',
  backfillFrom: '2025-01-01',
};
type Dto = new () => object;

const taken = (dto: Dto, value: unknown, type: 'query' | 'body' = 'query'): Promise<unknown> =>
  checkedInput().transform(value, { type, metatype: dto }) as Promise<unknown>;

const refused = (dto: Dto, value: unknown) => refusalOf(() => taken(dto, value));

describe('checked input', () => {
  it('fills in the defaults', async () => {
    expect(await taken(DashboardQueryDto, {})).toEqual({
      days: 30,
      clock: 'sale-date',
      network: [],
      account: [],
      client: [],
    });
    expect(await taken(SalesQueryDto, {})).toEqual({
      ...{ limit: 50, network: [], account: [], client: [], status: [] },
    });
    expect(await taken(RunsQueryDto, {})).toEqual({ limit: 50 });
  });

  it('reads one repeated parameter as a list, and several', async () => {
    expect(await taken(SalesQueryDto, { network: 'jvzoo', status: ['refunded', 'pending'] })).toMatchObject({
      network: ['jvzoo'],
      status: ['refunded', 'pending'],
    });
  });

  it('reads numbers from text', async () => {
    expect(await taken(DashboardQueryDto, { days: '366' })).toMatchObject({ days: 366 });
  });

  it.each<[string, Dto, string, unknown]>([
    ['no days', DashboardQueryDto, 'days', '0'],
    ['too many days', DashboardQueryDto, 'days', '367'],
    ['half a day', DashboardQueryDto, 'days', '1.5'],
    ['days that are no number', DashboardQueryDto, 'days', 'ten'],
    ['days given twice', DashboardQueryDto, 'days', ['1', '2']],
    ['a clock that does not exist', DashboardQueryDto, 'clock', 'cuckoo'],
    ['a network that cannot be one', DashboardQueryDto, 'network', 'CLICK BANK'],
    ['an account that is no id', DashboardQueryDto, 'account', 'mine'],
    ['too many accounts', DashboardQueryDto, 'account', Array.from({ length: 101 }, () => ID)],
    ['a page of none', SalesQueryDto, 'limit', '0'],
    ['a page too long', SalesQueryDto, 'limit', '201'],
    ['a month for a day', SalesQueryDto, 'from', '2026-03'],
    ['a week for a day', SalesQueryDto, 'to', '2026-W12'],
    ['a day before all days', SalesQueryDto, 'from', '1969-12-31'],
    ['a day after all days', SalesQueryDto, 'to', '2101-01-01'],
    ['a day of a year of five digits', SalesQueryDto, 'to', '+10000-01-01'],
    ['an instant before all days', SalesQueryDto, 'asOf', '1969-12-31T23:59:59Z'],
    ['an instant after all days', SalesQueryDto, 'asOf', '2101-01-01T00:00:00Z'],
    ['a day that is none', SalesQueryDto, 'from', '2026-02-30'],
    ['an instant for a day', SalesQueryDto, 'to', '2026-02-03T00:00:00Z'],
    ['a state that does not exist', SalesQueryDto, 'status', 'lost'],
    ['a search too long', SalesQueryDto, 'search', 'x'.repeat(201)],
    ['a search Postgres cannot hold', SalesQueryDto, 'search', 'a\0b'],
    ['a cursor too long', SalesQueryDto, 'cursor', 'x'.repeat(701)],
  ])('refuses %s by name', async (_, dto, field, value) => {
    const refusal = await refused(dto, { [field]: value });
    expect(refusal.code).toBe('invalid-input');
    expect(refusal.fields.map((wrong) => wrong.field)).toEqual([field]);
    expect(refusal.message).toMatch(/\.$/);
  });

  it.each<[string, object]>([
    ['credentials', { credentials: 'API-1' }],
    ['credentials', { credentials: ['API-1'] }],
    ['credentials', { credentials: { apiKey: 7 } }],
    ['credentials', { credentials: { apiKey: 'x'.repeat(4097) } }],
    [
      'credentials',
      { credentials: Object.fromEntries(Array.from({ length: 21 }, (_, field) => [field, ''])) },
    ],
    ['credentials', { credentials: null }],
    ['label', { label: 'x'.repeat(81) }],
    ['label', { label: 'line\nbreak' }],
    ['backfillFrom', { backfillFrom: 'yesterday' }],
    ['network', { network: undefined }],
  ])('refuses a connection with a wrong %s: %p', async (field, change) => {
    const refusal = await refused(ConnectNetworkDto, { ...CONNECT, ...change });
    expect(refusal.fields.map((wrong) => wrong.field)).toEqual([field]);
  });

  it('never repeats what was typed', async () => {
    const refusal = await refused(ConnectNetworkDto, {
      network: 'marked'.repeat(9),
      credentials: { apiKey: ['marked'] },
      label: 'marked'.repeat(99),
      backfillFrom: 'marked',
    });
    expect(refusal.fields).toHaveLength(4);
    expect(refusal.message).not.toContain('marked');
  });

  it.each(['agency', 'agencyId', 'role', 'isDisabled'])('refuses the extra field %s', async (field) => {
    const body = JSON.parse(`{ "email": "a@b.example", "password": "p", "${field}": "x" }`) as unknown;
    const refusal = await refused(SignInDto, body);
    expect(refusal.fields).toEqual([{ field, message: `"${field}" is not known here.` }]);
  });
});
