import { saleDetailView } from './sale-detail-view';
import { saleRowView, statusChip } from './sale-row-view';
import { aNetwork, aRefundedSale, aReversal, aSaleRow, PLAIN_WORDS } from './testing';

const CONTEXT = { network: aNetwork(), timeZone: 'Europe/Amsterdam', words: PLAIN_WORDS };

describe('sale row', () => {
  it('keeps the original currency and says what is not reported', () => {
    const view = saleRowView(aSaleRow({ amount: null, productName: null }), PLAIN_WORDS);
    expect(view.gross).toBeNull();
    expect(view).toMatchObject({ product: 'not reported', hasProduct: false, commission: 'BRL 327.92' });
  });

  it('shows the reversed part beside a sale that keeps the rest', () => {
    const sale = aSaleRow({ reversedCommission: '27.92', reversals: [aReversal({ commission: '27.92' })] });
    expect(saleRowView(sale, PLAIN_WORDS)).toMatchObject({
      status: { kind: 'partly-refunded', text: 'Partly refunded' },
      reversedPart: 'BRL -27.92',
    });
    expect(saleRowView(aRefundedSale(), PLAIN_WORDS).reversedPart).toBeNull();
  });

  it.each([
    [aSaleRow(), 'completed', 'Completed'],
    [aSaleRow({ status: 'pending' }), 'pending', 'Pending'],
    [aRefundedSale(), 'refunded', 'Refunded'],
    [aRefundedSale({ status: 'chargeback' }), 'chargeback', 'Chargeback'],
    [aSaleRow({ reversals: [aReversal({ kind: 'void' })] }), 'partly-refunded', 'Commission voided'],
    [aSaleRow({ reversals: [aReversal({ commission: '0' })] }), 'partly-refunded', 'Partly refunded'],
  ])('names the status %#', (sale, kind, text) => {
    expect(statusChip(sale)).toEqual({ kind, text });
  });
});

describe('sale detail', () => {
  it('subtracts what was reversed exactly', () => {
    const { sums } = saleDetailView(aSaleRow({ reversedCommission: '27.93' }), CONTEXT);
    expect(sums.map(({ label, value, note }) => [label, value, note])).toEqual([
      ['Commission', 'BRL 327.92', 'before reversals'],
      ['Reversed', 'BRL -27.93', 'a part'],
      ['Left in Earnings', 'BRL 299.99', 'by both clocks'],
    ]);
  });

  it('leaves nothing of a refunded sale', () => {
    const { sums } = saleDetailView(aRefundedSale(), CONTEXT);
    expect(sums[1]).toMatchObject({ note: 'all of it', isNegative: true });
    expect(sums[2]?.value).toBe('BRL 0.00');
  });

  it('keeps a pending commission out of Earnings and an unknown one unknown', () => {
    expect(saleDetailView(aSaleRow({ status: 'pending' }), CONTEXT).sums[2]).toMatchObject({
      label: 'Pending',
      note: 'not in Earnings yet',
    });
    expect(saleDetailView(aSaleRow({ commission: null }), CONTEXT).sums[2]?.value).toBe('not reported');
  });

  it("shows the moment in the agency's zone and in the network's", () => {
    const { facts } = saleDetailView(aSaleRow({ amount: null }), CONTEXT);
    expect(facts.map(({ label, value, note }) => [label, value, note])).toEqual([
      ['Sold', '2026-11-11T09:02', 'Amsterdam'],
      ['At Hotmart', '2026-11-11T09:02 (America/Sao_Paulo)', 'Sao Paulo'],
      ['Gross', 'not reported', 'by Hotmart'],
      ['Account', 'Northbank BR', undefined],
    ]);
    const sameZone = saleDetailView(aSaleRow(), { ...CONTEXT, timeZone: 'America/Sao_Paulo' });
    expect(sameZone.facts.map(({ label }) => label)).toEqual(['Sold', 'Gross', 'Account']);
  });

  it('explains an observed reversal and names both clocks', () => {
    const [reversal] = saleDetailView(aRefundedSale(), CONTEXT).reversals;
    expect(reversal).toMatchObject({ kind: 'Refund', isObserved: true, commission: 'BRL -327.92' });
    expect(reversal?.explanation).toBe(
      'Hotmart sends no date for it, so this counts from the first sync that saw it. ' +
        'Event clock: 2026-11-20. Sale clock: 2026-11-11.',
    );
  });

  it('claims nothing about a date the network sent, and no amount it did not send', () => {
    const sale = aRefundedSale({
      reversals: [aReversal({ observed: false, amount: null, commission: null })],
    });
    const [reversal] = saleDetailView(sale, { ...CONTEXT, network: null }).reversals;
    expect(reversal).toMatchObject({ gross: null, commission: 'not reported' });
    expect(reversal?.explanation).toBe('Event clock: 2026-11-20. Sale clock: 2026-11-11.');
  });
});
