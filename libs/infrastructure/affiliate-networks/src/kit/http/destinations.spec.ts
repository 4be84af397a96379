import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { Destinations } from './destinations';

const PUBLIC = ['93.184.216.34', '1.1.1.1', '2606:4700::1111', '::ffff:1.1.1.1'];
const LOOPBACK = ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'];
const PRIVATE = [
  ...['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1'],
  ...['fc00::1', 'fd12:3456::1', '::ffff:10.0.0.1', '::ffff:192.168.0.1'],
];
const NEVER = [
  ...['169.254.169.254', '169.254.170.2', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', 'fd00:ec2::254'],
  ...['100.100.100.200', '192.0.0.192', '0.0.0.0', '::', '::127.0.0.1', 'fe80::1', 'ff02::1', '224.0.0.1'],
  ...['255.255.255.255', '198.18.0.1', '64:ff9b::a9fe:a9fe', '2002:7f00:1::', '2001:0:1::1', 'fec0::1'],
];

describe('Destinations', () => {
  const strict = new Destinations();
  const near = new Destinations(['loopback', 'private']);

  it.each(PUBLIC)('admits the public %s', (address) => {
    expect([strict.admits(address), near.admits(address)]).toEqual([true, true]);
  });

  it.each(LOOPBACK)('admits this machine, %s, only where that is allowed', (address) => {
    const admitted = [strict, new Destinations(['private']), new Destinations(['loopback'])];
    expect(admitted.map((one) => one.admits(address))).toEqual([false, false, true]);
  });

  it.each(PRIVATE)('admits the private %s only where that is allowed', (address) => {
    const admitted = [strict, new Destinations(['loopback']), new Destinations(['private'])];
    expect(admitted.map((one) => one.admits(address))).toEqual([false, false, true]);
  });

  it.each(NEVER)('never admits %s', (address) => {
    expect([strict.admits(address), near.admits(address)]).toEqual([false, false]);
  });

  it.each([
    'https://api.example.com',
    'https://api.example.com:8443/rest/1.3/',
    'https://93.184.216.34/rest',
    'https://[2606:4700::1111]/rest',
  ])('takes %s for a base address', (url) => {
    expect(strict.objection(url)).toBeNull();
  });

  it.each([
    ['/rest', 'is not an absolute URL'],
    ['file:///etc/passwd', 'must start with https:// or http://'],
    ['gopher://127.0.0.1:6379/_x', 'must start with https:// or http://'],
    ['https://user:hunter2@api.example.com', 'must not hold a user name or password'],
    ['https://api.example.com@evil.example', 'must not hold a user name or password'],
    ['https://api.example.com/?key=hunter2', 'must not hold a query or a fragment'],
    ['https://api.example.com/#x', 'must not hold a query or a fragment'],
    ['http://api.example.com', 'must start with https://'],
    ['http://93.184.216.34', 'must start with https://'],
    ['https://2130706433/', 'must write an IP address as four decimal numbers'],
    ['https://0x7f000001/', 'must write an IP address as four decimal numbers'],
    ['https://0x5d.0xb8.0xd8.0x22/', 'must write an IP address as four decimal numbers'],
    ['https://017700000001/', 'must write an IP address as four decimal numbers'],
    ['https://127.1/', 'must write an IP address as four decimal numbers'],
    ['https://１２７.０.０.１/', 'must write an IP address as four decimal numbers'],
    ['http://127.0.0.1:4010', 'leads to an address that is not on the public internet'],
    ['https://localhost', 'leads to an address that is not on the public internet'],
    ['https://x.localhost.', 'leads to an address that is not on the public internet'],
    ['https://[::1]/', 'leads to an address that is not on the public internet'],
    ['https://[::ffff:169.254.169.254]/', 'leads to an address that is not on the public internet'],
    ['https://169.254.169.254/latest/meta-data', 'leads to an address that is not on the public internet'],
    ['https://[fd00:ec2::254]/', 'leads to an address that is not on the public internet'],
    ['https://10.0.0.1/', 'leads to an address that is not on the public internet'],
  ])('refuses %s, without repeating it', (url, reason) => {
    expect(strict.objection(url)).toMatch(new RegExp(`^${reason}`));
    expect(strict.objection(url)).not.toContain('hunter2');
  });

  it.each([
    'http://127.0.0.1:4010/x',
    'http://localhost:4010',
    'http://[::1]:4010',
    'http://gateway.internal',
    'http://10.0.0.1',
  ])('takes %s where the operator allows it', (url) => {
    expect(near.objection(url)).toBeNull();
  });

  it.each(['http://169.254.169.254', 'http://[fe80::1]/', 'http://93.184.216.34', 'http://2130706433'])(
    'refuses %s whatever the operator allows',
    (url) => {
      expect(near.objection(url)).not.toBeNull();
    },
  );

  describe('at the moment of connecting', () => {
    let server: Server;
    let asked: number;

    beforeEach(async () => {
      asked = 0;
      server = createServer((_, response) => {
        asked += 1;
        response.end('inside');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });

    afterEach(() => new Promise((resolve) => server.close(resolve)));

    const ask = async (host: string, destinations: Destinations) => {
      const agent = new Agent({ connect: destinations.connector(2_000) });
      try {
        const { port } = server.address() as AddressInfo;
        const { body } = await request(`http://${host}:${port}/`, { dispatcher: agent });
        return await body.text();
      } finally {
        await agent.destroy();
      }
    };

    // `localhost` stands for any name whose records lead inside once it was checked.
    it.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])(
      'nothing is asked of %s, which leads inside',
      async (host) => {
        await expect(ask(host, new Destinations())).rejects.toMatchObject({ code: 'DESTINATION_REFUSED' });
        await expect(ask(host, new Destinations(['private']))).rejects.toMatchObject({
          code: 'DESTINATION_REFUSED',
        });
        expect(asked).toBe(0);
      },
    );

    it.each(['127.0.0.1', 'localhost'])('%s is asked where that is allowed', async (host) => {
      expect(await ask(host, new Destinations(['loopback']))).toBe('inside');
    });
  });
});
