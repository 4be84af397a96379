import { createHash } from 'node:crypto';
import { NotificationRefused } from '@tributary/ports';
import { asked, fixtureText, postedForm } from '../../kit/testing/notification-request';
import { jvzooNotifications } from './jvzoo.notifications';

const KEY = 'INVENTED-KEY-7';
const RECEIVED = new Date('2026-03-14T18:23:00Z');
const SALE = fixtureText(import.meta.dirname, 'jvzipn-sale.txt');

const read = (form: string, secretKey = KEY) =>
  jvzooNotifications.read(postedForm(form), { secretKey }, RECEIVED);

/** Signs as JVZoo's own sample does: names in order, each value and a bar, the key at the end. */
function signed(change: Readonly<Record<string, string>>): string {
  const fields = new URLSearchParams(SALE);
  for (const [name, value] of Object.entries(change)) fields.set(name, value);
  fields.delete('cverify');
  const values = [...fields.keys()].sort().map((name) => `${fields.get(name) ?? ''}|`);
  const digest = createHash('sha1')
    .update(values.join('') + KEY)
    .digest('hex');
  fields.set('cverify', digest.slice(0, 8).toUpperCase());
  return fields.toString();
}

describe('JVZoo’s JVZIPN', () => {
  it('is a hint to read the days of the sale again', () => {
    expect(read(SALE)).toEqual({
      kind: 'hint',
      meaning: '["7KD93MZQ2","SALE","412345","1773512561"]',
      periods: [{ from: new Date('2026-03-13T18:22:41Z'), to: new Date('2026-03-15T18:22:41Z') }],
    });
  });

  it('means something else as a refund of the same receipt', () => {
    expect(read(signed({ ctransaction: 'RFND' }))).toMatchObject({
      kind: 'hint',
      meaning: '["7KD93MZQ2","RFND","412345","1773512561"]',
    });
  });

  it.each(['TEST', 'CANCEL-REBILL', 'UNCANCEL-REBILL'])('moves no money as %s', (ctransaction) => {
    expect(read(signed({ ctransaction })).kind).toBe('ignored');
  });

  it.each<[string, string, string]>([
    ['another key', SALE, 'INVENTED-KEY-8'],
    ['no key', SALE, ''],
    ['a changed amount', SALE.replace('ctransamount=2700', 'ctransamount=9900'), KEY],
    ['no signature', SALE.replace(/&cverify=\w+/, ''), KEY],
    ['a part of the signature', SALE.slice(0, -2), KEY],
    ['the fields of version 2', 'transaction_id=1&paykey=AP-1&status=COMPLETED&cverify=ABCDEF12', KEY],
  ])('is refused with %s', (_, form, secretKey) => {
    expect(() => read(form, secretKey)).toThrow(NotificationRefused);
  });

  it('is set aside without its customer when it has no readable date', () => {
    const told = read(signed({ ctranstime: 'yesterday' }));
    expect(told).toMatchObject({ kind: 'unreadable', row: { ctransreceipt: '7KD93MZQ2' } });
    expect(JSON.stringify(told)).not.toContain('example.com');
  });

  it('answers the check of the address', () => {
    expect(jvzooNotifications.read(asked(''), {}, RECEIVED).kind).toBe('ignored');
  });
});
