import { Logger } from '@nestjs/common';
import type { AuditEntry } from '@tributary/ports';
import { AGENCY, InProcessBff } from '../../testing/in-process-bff';

const SECRET = 'API-CANARYSECRET7K2Q';
const PASSPHRASE = 'quiet-river-stone';
const UNKNOWN = '0198c0de-0000-4000-8000-000000000099';

describe('what routes leave in the audit trail', () => {
  let bff: InProcessBff;
  let admin: string;
  let adminId: string;

  beforeAll(async () => {
    bff = await InProcessBff.start();
    admin = (await bff.signIn('admin')).token;
    adminId = bff.jwt.decode<{ sub: string }>(admin).sub;
  });

  afterAll(async () => {
    await bff.close();
  });

  /** Does it, and gives the entries that it left. */
  const left = async (
    work: Promise<Response> | (() => Promise<Response>),
  ): Promise<[number, AuditEntry[]]> => {
    const before = bff.audit.entries.length;
    const { status } = await (typeof work === 'function' ? work() : work);
    return [status, bff.audit.entries.slice(before)];
  };
  const asAdmin = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    bff.call(method, path, { token: admin, headers, ...(body !== undefined && { body }) });

  it('is who, what, from where, and only the fields that changed', async () => {
    const change = { name: 'Northbank Group', reportingCurrency: 'EUR', timeZone: 'Europe/Berlin' };
    const [status, entries] = await left(asAdmin('PATCH', 'agency', change, { 'user-agent': 'Firefox' }));
    expect(status).toBe(200);
    expect(entries).toEqual([
      {
        agencyId: AGENCY.id,
        actor: {
          kind: 'member',
          id: adminId,
          label: expect.stringMatching(/^.+ <.+@agency\.example>$/) as string,
        },
        origin: { address: expect.stringMatching(/127\.0\.0\.1$/) as string, userAgent: 'Firefox' },
        action: 'agency.change-settings',
        target: { kind: 'agency', id: AGENCY.id, label: 'Northbank Group' },
        outcome: 'done',
        reason: null,
        before: { name: 'Northbank Media' },
        after: { name: 'Northbank Group' },
      },
    ]);
  });

  it('names what was made by the id of the answer, with an allow-list of its fields and no part of a key', async () => {
    const credentials = { apiKey: SECRET };
    const body = { network: 'clickbank', label: 'northbank', credentials, backfillFrom: '2026-01-01' };
    const answer = await asAdmin('POST', 'network-accounts', body);
    const { id } = (await answer.json()) as { id: string };
    const entry = bff.audit.entries.at(-1);
    expect(entry).toMatchObject({
      action: 'network-account.connect',
      target: { kind: 'network-account', id, label: 'northbank' },
      outcome: 'done',
      before: null,
    });
    expect(Object.keys(entry?.after ?? {}).toSorted()).toEqual([
      'backfillFrom',
      'clientId',
      'credentialFields',
      'isPaused',
      'label',
      'network',
    ]);
    expect(entry?.after?.credentialFields).toEqual(['apiKey']);
    const [status, replaced] = await left(
      asAdmin('PUT', `network-accounts/${id}/credentials`, { credentials }),
    );
    expect([status, replaced.map(({ action }) => action)]).toEqual([
      200,
      ['network-account.replace-credentials'],
    ]);
    const account = await bff.accounts.find({ agencyId: AGENCY.id, accountId: id });
    const written = JSON.stringify(bff.audit.entries);
    for (const secret of [SECRET, '7K2Q', account?.identityHash ?? '']) expect(written).not.toContain(secret);
  });

  it('tells what an agency keeps, and for how long, before and after', async () => {
    const keep = (keepMonths: number) => left(asAdmin('PUT', 'personal-data', { keepMonths }));
    await keep(24);
    const [status, [kept]] = await keep(12);
    expect(status).toBe(200);
    expect([kept?.action, kept?.before, kept?.after]).toEqual([
      'personal-data.keep',
      { keepMonths: 24 },
      { keepMonths: 12 },
    ]);
  });

  it('tells of a pause and of its end', async () => {
    const id = await bff.connect();
    const pause = (isPaused: boolean) => left(asAdmin('PATCH', `network-accounts/${id}`, { isPaused }));
    const [, [paused]] = await pause(true);
    expect([paused?.before, paused?.after]).toEqual([{ isPaused: false }, { isPaused: true }]);
    const [, [resumed]] = await pause(false);
    expect([resumed?.before, resumed?.after]).toEqual([{ isPaused: true }, { isPaused: false }]);
  });

  it('tells of an address, but not where it is', async () => {
    const id = await bff.connect();
    const answer = await asAdmin('POST', `network-accounts/${id}/notifications`, {
      credentials: { passphrase: PASSPHRASE },
    });
    expect(answer.status).toBe(200);
    const setUp = bff.audit.entries.at(-1);
    expect(setUp).toMatchObject({
      action: 'notification-address.set-up',
      before: { isOn: false, addressSince: null },
      after: { isOn: true, addressSince: expect.any(String) as string },
    });
    const [, secret = ''] = /\/postback\/clickbank\/([\w-]{43})/.exec(await answer.text()) ?? [];
    expect(secret).toHaveLength(43);
    for (const hidden of [secret, PASSPHRASE, 'tone']) expect(JSON.stringify(setUp)).not.toContain(hidden);
    const [, [removed]] = await left(asAdmin('DELETE', `network-accounts/${id}/notifications`));
    expect(removed?.after).toEqual({ isOn: false, addressSince: null });
  });

  it('keeps what was asked for, of the named fields, and how much was done', async () => {
    const id = await bff.connect();
    const today = new Date().toISOString().slice(0, 10);
    const period = { from: today, until: today };
    const [, [reread]] = await left(asAdmin('POST', `network-accounts/${id}/rereads`, period));
    expect(reread).toMatchObject({ action: 'network-account.reread', after: { ...period, queued: 1 } });
    const key = { network: 'clickbank', credentials: { apiKey: SECRET } };
    const [, [tested]] = await left(asAdmin('POST', 'network-accounts/test', key));
    expect(tested?.after).toEqual({ network: 'clickbank' });
  });

  it('is a line for what a role may not do, with what it was tried on', async () => {
    const { token } = await bff.signIn('viewer');
    const path = `network-accounts/${UNKNOWN}/credentials`;
    const [status, entries] = await left(bff.call('PUT', path, { token, body: {} }));
    expect(status).toBe(403);
    expect(entries).toEqual([
      expect.objectContaining({
        action: 'network-account.replace-credentials',
        target: { kind: 'network-account', id: UNKNOWN, label: null },
        outcome: 'refused',
        reason: 'forbidden',
        before: null,
        after: null,
      }),
    ]);
  });

  it("is a line for an id that is not there, and for another agency's alike", async () => {
    const theirs = await bff.connect({ agencyId: '0198c0de-0000-4000-8000-00000000bbbb' });
    for (const id of [UNKNOWN, theirs]) {
      const [status, entries] = await left(asAdmin('PATCH', `network-accounts/${id}`, { isPaused: true }));
      expect(status).toBe(404);
      const refused = {
        outcome: 'refused',
        reason: 'not-found',
        before: null,
        after: null,
        agencyId: AGENCY.id,
      };
      expect(entries).toEqual([
        expect.objectContaining({ ...refused, target: { kind: 'network-account', id, label: null } }),
      ]);
    }
  });

  it('is nothing for input that is not accepted, for strangers, and for reading', async () => {
    const id = await bff.connect();
    expect(await left(asAdmin('PATCH', `network-accounts/${id}`, { isPaused: 'yes' }))).toEqual([400, []]);
    expect(await left(asAdmin('PATCH', `network-accounts/no-id`, { isPaused: true }))).toEqual([400, []]);
    expect(await left(bff.call('PATCH', 'agency', { body: {} }))).toEqual([401, []]);
    expect(await left(asAdmin('GET', 'network-accounts'))).toEqual([200, []]);
  });

  it('has no endless user agent', async () => {
    const headers = { 'user-agent': `=cmd${'x'.repeat(5000)}` };
    const [, [entry]] = await left(asAdmin('POST', 'network-accounts/sync', undefined, headers));
    expect(entry?.origin?.userAgent).toHaveLength(300);
  });

  describe('that cannot be written', () => {
    const logged: unknown[] = [];
    beforeAll(() => {
      const ignore = () => undefined;
      Logger.overrideLogger({ log: ignore, warn: ignore, error: (line: unknown) => logged.push(line) });
      bff.audit.isBroken = true;
    });
    afterAll(() => {
      bff.audit.isBroken = false;
      Logger.overrideLogger(false);
    });

    it('makes the answer an error, and the log names what has no entry', async () => {
      const id = await bff.connect();
      const [status] = await left(asAdmin('PATCH', `network-accounts/${id}`, { isPaused: true }));
      expect(status).toBe(500);
      expect(logged).toContainEqual({
        event: 'audit.not-written',
        agencyId: AGENCY.id,
        memberId: adminId,
        action: 'network-account.change',
        target: 'network-account',
        targetId: id,
      });
    });
  });
});
