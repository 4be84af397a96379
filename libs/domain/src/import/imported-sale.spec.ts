import { aReversal, aSale } from '../testing';
import {
  type ImportedReversal,
  type ImportedSale,
  reversalChanges,
  reversalOver,
  saleChanges,
  saleOver,
} from './imported-sale';
import { RowRegistry } from './row-registry';

function told(change: Partial<ImportedSale> = {}): ImportedSale {
  return { ...aSale(), orderNumber: null, isRebill: null, saleDateUntil: null, ...change };
}

describe('saleOver', () => {
  it('is the sale of the file where nothing is stored', () => {
    expect(saleOver(told(), null)).toEqual(aSale({ orderNumber: 'order-1', isRebill: false }));
  });

  it('replaces nothing known by something unknown', () => {
    const stored = aSale({ orderNumber: 'N-7', isRebill: true });
    const unknown = { productId: null, productName: null, amount: null, commission: null } as const;
    expect(saleOver(told({ ...unknown, currency: 'EUR' as never }), stored)).toEqual(stored);
  });

  it('replaces what is known by what is told', () => {
    const next = saleOver(told({ state: 'pending', commission: '41', orderNumber: 'N-8' }), aSale());
    expect(saleChanges(aSale(), next)).toEqual([
      { field: 'orderNumber', before: 'order-1', after: 'N-8' },
      { field: 'state', before: 'completed', after: 'pending' },
      { field: 'commission', before: '40.00', after: '41' },
    ]);
  });

  it('keeps an exact time over the day it falls on, and no other', () => {
    const day = {
      saleDate: new Date('2026-03-14T00:00:00Z'),
      saleDateUntil: new Date('2026-03-15T00:00:00Z'),
    };
    expect(saleOver(told(day), aSale()).saleDate).toEqual(aSale().saleDate);
    const before = aSale({ saleDate: new Date('2026-03-13T23:59:59Z') });
    expect(saleOver(told(day), before).saleDate).toEqual(day.saleDate);
    expect(saleOver(told({ ...day, saleDateUntil: null }), aSale()).saleDate).toEqual(day.saleDate);
  });

  it('sees no change where only the number of decimals differs', () => {
    expect(saleChanges(aSale({ amount: '100.0000' }), aSale({ amount: '100.00' }))).toEqual([]);
    expect(saleChanges(aSale({ amount: null }), aSale({ amount: '0.00' }))).toHaveLength(1);
  });
});

describe('reversalOver', () => {
  const toldReversal = (change: Partial<ImportedReversal> = {}) => ({
    ...aReversal(),
    reversedUntil: null,
    ...change,
  });

  it('keeps what is known and not told', () => {
    const next = reversalOver(
      toldReversal({ amount: null, commission: null, reversedAt: null }),
      aReversal(),
    );
    expect(next).toMatchObject({ amount: '100.00', commission: '40.00', reversedAt: null });
    expect(reversalChanges(aReversal(), next)).toEqual([]);
  });

  it('replaces what is told', () => {
    const next = reversalOver(toldReversal({ kind: 'chargeback' }), aReversal());
    expect(reversalChanges(aReversal(), next)).toEqual([
      { field: 'kind', before: 'refund', after: 'chargeback' },
    ]);
    expect(reversalOver(toldReversal(), null)).toEqual(aReversal());
  });
});

describe('RowRegistry', () => {
  const meaning = (change: Partial<ImportedSale> = {}) => ({ sale: told(change), reversals: [] });

  it('tells a repeated row from a contradiction, and names the first line', () => {
    const registry = new RowRegistry();
    expect(registry.add(meaning(), 2)).toEqual({ kind: 'first' });
    expect(registry.add(meaning(), 5)).toEqual({ kind: 'same' });
    expect(registry.add(meaning({ commission: '41' }), 6)).toEqual({ kind: 'contradiction', line: 2 });
    expect(registry.add(meaning({ externalOrderId: 'order-2' }), 7)).toEqual({ kind: 'first' });
  });

  it('does not take a refund row for a second sale of its order', () => {
    const registry = new RowRegistry();
    const refund = { sale: null, reversals: [{ ...aReversal(), reversedUntil: null }] };
    expect(registry.add(meaning(), 2).kind).toBe('first');
    expect(registry.add(refund, 3).kind).toBe('first');
    expect(registry.add(refund, 4).kind).toBe('same');
  });
});
