import { PLAIN_WORDS } from '../testing';
import { notificationPanelView } from './notification-view';
import { aSetup } from './testing';

const view = (change: Parameters<typeof aSetup>[0] = {}) =>
  notificationPanelView(aSetup(change), 'BuyGoods', PLAIN_WORDS);

describe('notificationPanelView', () => {
  it('says whether what arrives counts', () => {
    expect(view().effect).toContain('counts in the figures by itself');
    expect(view({ effect: 'hint' }).effect).toContain('counts nothing by itself');
  });

  it('says when something came last, or what to expect while nothing did', () => {
    expect(view({ lastReceivedAt: '2026-11-20T13:26:00Z' }).lastReceived).toBe(
      'BuyGoods last sent something on 2026-11-20 at 13:26.',
    );
    expect(view().lastReceived).toMatch(/^Nothing has arrived yet/);
  });

  it('counts what came of it, without the kinds of which there is none', () => {
    const counts = { waiting: 0, booked: 41, readAgain: 0, ignored: 2, keptAside: 1 };
    expect(view({ counts }).counts).toEqual([
      { label: 'counted', value: '41', isWarning: false },
      { label: 'without money', value: '2', isWarning: false },
      { label: 'kept aside', value: '1', isWarning: true },
    ]);
  });

  it.each([
    [0, null],
    [1, '1 notification was refused, the last one on 2026-11-20 at 13:26'],
    [3, '3 notifications were refused, the last one on 2026-11-20 at 13:26'],
  ])('tells of %i refused ones', (refused, text) => {
    const lastRefusedAt = refused === 0 ? null : '2026-11-20T13:26:00Z';
    const told = view({ refused, lastRefusedAt }).refused;
    if (text === null) expect(told).toBeNull();
    else expect(told).toContain(text);
  });

  it('names what to compare after a refusal, as the network calls it', () => {
    const refusal = { refused: 1, lastRefusedAt: '2026-11-20T13:26:00Z' };
    expect(view(refusal).refused).toContain('have the same passphrase.');
    const [field] = aSetup().credentialFields;
    const credentialFields = field ? [{ ...field, label: 'SHA passphrase' }] : [];
    expect(view({ ...refusal, credentialFields }).refused).toContain('have the same SHA passphrase.');
    expect(view({ ...refusal, credentialFields: [] }).refused).not.toContain('Check');
  });

  it('says that addresses are shown once', () => {
    expect(view({ isAddressShown: true }).addressNote).toBe(
      'Copy the addresses now: they hold a secret and are not shown again.',
    );
    const [address] = aSetup().addresses;
    const addresses = address ? [address] : [];
    expect(view({ isAddressShown: true, addresses }).addressNote).toMatch(/^Copy the address now/);
    expect(view({ isAddressShown: false, addresses }).addressNote).toContain('replace it.');
  });
});
