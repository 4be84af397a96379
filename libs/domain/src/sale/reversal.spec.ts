import { saleStatus } from './reversal';

describe('saleStatus', () => {
  it.each([
    ['nothing reversed', 'completed', [], 'completed'],
    ['pending stays pending', 'pending', [], 'pending'],
    ['a partial refund leaves it completed', 'completed', [{ kind: 'refund', isFull: false }], 'completed'],
    ['a full refund', 'completed', [{ kind: 'refund', isFull: true }], 'refunded'],
    ['a commission void is no refund', 'completed', [{ kind: 'void', isFull: true }], 'completed'],
    [
      'a chargeback outweighs a refund',
      'completed',
      [
        { kind: 'refund', isFull: true },
        { kind: 'chargeback', isFull: false },
      ],
      'chargeback',
    ],
  ] as const)('%s', (_, state, reversals, status) => {
    expect(saleStatus(state, reversals)).toBe(status);
  });
});
