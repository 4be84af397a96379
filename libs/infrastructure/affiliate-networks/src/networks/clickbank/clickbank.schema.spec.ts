import { UnexpectedResponse } from '@tributary/ports';
import { ordersOf } from './clickbank.schema';

const ORDER = { receipt: '9XKQ4T7B' };

describe('ordersOf', () => {
  it.each([
    ['nothing', null, []],
    ['an empty object', {}, []],
    ['a nil list', { orderData: { '@nil': 'true' } }, []],
    ['one order without its list', { orderData: ORDER }, [ORDER]],
    ['a list', { orderData: [ORDER, ORDER] }, [ORDER, ORDER]],
    ['a bare list', [ORDER], [ORDER]],
  ])('reads %s', (_, body, expected) => {
    expect(ordersOf(body)).toEqual(expected);
  });

  it.each([[{ error: 'down' }], ['down'], [5], [{ orderData: 'down' }], [{ orderData: [null] }]])(
    'never takes %p for "no orders"',
    (body) => {
      expect(() => ordersOf(body)).toThrow(UnexpectedResponse);
    },
  );
});
