import { UnexpectedResponse } from '@tributary/ports';
import { z } from 'zod';
import {
  parseEmail,
  readRow,
  readWire,
  unreadableRow,
  wireCurrency,
  wireDecimal,
  wireRequiredText,
  wireText,
} from './wire-schema';

const schema = z.object({
  id: wireRequiredText,
  name: wireText,
  price: z.object({ value: wireDecimal, currency: wireCurrency }),
});

function failureOf(row: unknown): UnexpectedResponse {
  try {
    readRow(schema, row, 'Acme');
  } catch (error) {
    if (error instanceof UnexpectedResponse) return error;
  }
  throw new Error('was read');
}

describe('readRow', () => {
  it('reads numbers and text alike, ignores what it does not know, and takes blanks for unknown', () => {
    const row = { id: 7, name: ' ', price: { value: 9.5, currency: 'eur' }, added: 'later' };
    expect(readRow(schema, row, 'Acme')).toEqual({
      id: '7',
      name: null,
      price: { value: '9.50', currency: 'EUR' },
    });
    expect(readRow(schema, { id: '7', price: { currency: 'EUR' } }, 'Acme').price.value).toBeNull();
  });

  it('names the field and the keys beside it, never a value', () => {
    const error = failureOf({ id: '1', price: { amount: 'jane@example.com', currency: 'Jane Doe' } });
    expect(error.retry).toBe('skip-row');
    expect(error.where).toMatchObject({ field: 'price.currency', keysSeen: ['amount', 'currency'] });
    expect(error.message).toBe('Acme sent a row whose price.currency is not a currency code.');
  });

  it.each([
    [{ price: { currency: 'EUR' } }, 'id', 'is missing'],
    [{ id: '1' }, 'price', 'is not object'],
    [{ id: '1', price: { value: '1,5', currency: 'EUR' } }, 'price.value', 'is not a plain decimal'],
    [{ id: { '@nil': 'true' }, price: { currency: 'EUR' } }, 'id', 'is not a text'],
    ['<html>', '', 'a row is not object'],
  ])('refuses %p for %s', (row, field, reason) => {
    const error = failureOf(row);
    expect(error.where.field).toBe(field);
    expect(error.message).toContain(reason);
  });
});

describe('readWire', () => {
  it('condemns the whole page', () => {
    expect(() => readWire(schema, [], 'Acme')).toThrow(UnexpectedResponse);
    try {
      readWire(schema, {}, 'Acme');
    } catch (error) {
      expect((error as UnexpectedResponse).retry).toBe('later');
    }
    expect.assertions(2);
  });
});

describe('unreadableRow', () => {
  it('concerns one row', () => {
    const error = unreadableRow('Acme', 'type', 'is not a known type');
    expect([error.retry, error.message]).toEqual([
      'skip-row',
      'Acme sent a row whose type is not a known type.',
    ]);
  });
});

describe('parseEmail', () => {
  it('trims and lowers an address, and takes anything else for unknown', () => {
    expect(parseEmail(' Jane@Example.COM ')).toBe('jane@example.com');
    for (const other of ['', 'n/a', null, undefined, 5, {}]) expect(parseEmail(other)).toBeNull();
  });
});
