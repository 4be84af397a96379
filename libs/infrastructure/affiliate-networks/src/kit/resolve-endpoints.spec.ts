import { clickbank } from '../networks/clickbank/clickbank.network';
import { Destinations } from './http/destinations';
import { resolveEndpoints } from './resolve-endpoints';

describe('resolveEndpoints', () => {
  const resolve = (value?: string) =>
    resolveEndpoints(clickbank, { CLICKBANK_BASE_URL: value }, new Destinations(['loopback'])).api;

  it('takes the network’s own address unless the environment names another', () => {
    expect(resolve()).toBe('https://api.clickbank.com/rest/1.3');
    expect(resolve(' ')).toBe('https://api.clickbank.com/rest/1.3');
    expect(resolve('http://127.0.0.1:4010/clickbank/rest/1.3/')).toBe(
      'http://127.0.0.1:4010/clickbank/rest/1.3',
    );
  });

  it.each([
    ['/rest', 'is not an absolute URL'],
    ['ftp://a.example', 'must start with https:// or http://'],
    ['https://user:hunter2@a.example', 'must not hold a user name or password'],
    ['https://a.example/?key=hunter2', 'must not hold a query or a fragment'],
  ])('names the variable when it holds %s', (value, reason) => {
    expect(() => resolve(value)).toThrow(new RangeError(`CLICKBANK_BASE_URL ${reason}`));
  });

  it('asks nothing inside unless that is allowed', () => {
    const environment = { CLICKBANK_BASE_URL: 'http://127.0.0.1:4010' };
    expect(() => resolveEndpoints(clickbank, environment)).toThrow(/^CLICKBANK_BASE_URL leads to an address/);
  });
});
