import { NotificationRefused } from '@tributary/ports';
import { asked, fixtureText, postedForm } from '../../kit/testing/notification-request';
import { digistore24Notifications } from './digistore24.notifications';

const PASSPHRASE = 'Quiet-River-2026';
const RECEIVED = new Date('2026-03-14T17:23:00Z');
const PAYMENT = fixtureText(import.meta.dirname, 'ipn-payment.txt');
const UPPER_CASE_REFUND = fixtureText(import.meta.dirname, 'ipn-refund-upper-case.txt');

const read = (form: string, passphrase = PASSPHRASE) =>
  digistore24Notifications.read(postedForm(form), { passphrase }, RECEIVED);

/** The same form with one field changed, and its signature as it was. */
function changed(form: string, change: Readonly<Record<string, string | null>>): string {
  const fields = new URLSearchParams(form);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) fields.delete(name);
    else fields.set(name, value);
  }
  return fields.toString();
}

describe('Digistore24’s IPN', () => {
  it('is a hint to read the transaction’s days again, in the server’s zone', () => {
    expect(read(PAYMENT)).toEqual({
      kind: 'hint',
      meaning: '["on_payment","77120045","T4WB81KC"]',
      periods: [{ from: new Date('2026-03-13T17:22:41Z'), to: new Date('2026-03-15T17:22:41Z') }],
    });
  });

  it('is accepted with keys signed in upper case and a signature in lower case', () => {
    expect(read(UPPER_CASE_REFUND)).toMatchObject({
      kind: 'hint',
      meaning: '["on_refund","77120046","T4WB81KC"]',
    });
  });

  it('has the published form of signature, over fields with umlauts, capitals and nothing in them', () => {
    const form = (sign: string) =>
      `amount_brutto=97.00&buyer_first_name=Zo%C3%AB&currency=EUR&custom=&event=on_payment&order_id=K7QX2M9P&transaction_id=48213377&sha_sign=${sign}`;
    const asSent =
      '1E7BFF5B738EE48692A5A894230A05CD1C38902FBBDB765BE30D236E3B0D808578CD582EFC01D0A56070433AA152CD8E5940849436453F9E0C42EFCDBA8F1322';
    const upperCase =
      'C6AB328210AFBD1C06C7C42840B24B512B693D09CC744A2844D56E2994CA86C5A6F57DDC922E4D0A45A9B4930A587D19591EA1526DE920AFD7891383F519CE15';
    for (const sign of [asSent, upperCase, asSent.toLowerCase()]) {
      expect(read(form(sign), 'MyPass-77').kind).toBe('hint');
      expect(() => read(form(sign), 'MyPass-78')).toThrow(NotificationRefused);
    }
  });

  it.each<[string, string, string]>([
    ['another passphrase', PAYMENT, 'Quiet-River-2027'],
    ['no passphrase', PAYMENT, ''],
    ['no signature', changed(PAYMENT, { sha_sign: null }), PASSPHRASE],
    ['an empty signature', changed(PAYMENT, { sha_sign: '' }), PASSPHRASE],
    ['a changed amount', changed(PAYMENT, { transaction_amount: '970.00' }), PASSPHRASE],
    ['a field more', changed(PAYMENT, { zz: '1' }), PASSPHRASE],
    ['a field less', changed(PAYMENT, { currency: null }), PASSPHRASE],
    ['nothing in it', '', PASSPHRASE],
  ])('is refused with %s, without saying which part was wrong', (_, form, passphrase) => {
    expect(() => read(form, passphrase)).toThrow(NotificationRefused);
    expect(() => read(form, passphrase)).toThrow(/SHA passphrase/);
  });

  it('may carry one more empty field: those are not signed', () => {
    expect(read(changed(PAYMENT, { empty: '' })).kind).toBe('hint');
  });

  it('answers the check of the address that has nothing in it', () => {
    expect(digistore24Notifications.read(asked(''), {}, RECEIVED).kind).toBe('ignored');
  });
});
