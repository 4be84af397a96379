import { UnexpectedResponse } from '@tributary/ports';
import type { NetworkRequest } from '../network-http';
import { OwnAddresses } from './own-addresses';

const ENDPOINTS = ['https://api.acme.example/v1', 'https://id.acme.example/token'];

describe('OwnAddresses', () => {
  const sent: string[] = [];
  const http = {
    send: ({ url }: NetworkRequest) => {
      sent.push(url.host);
      return Promise.resolve({ status: 200, headers: {}, text: '', json: () => null });
    },
  };
  const ask = (url: string) =>
    new OwnAddresses(http, ENDPOINTS).send({
      ...{ method: 'GET', url: new URL(url), networkName: 'Acme' },
      ...{ headers: { authorization: 'the key' }, secrets: ['the key'] },
      pacing: { requestsPerSecond: 1, concurrency: 1 },
    });

  it('lets requests to the network pass', async () => {
    await ask('https://api.acme.example/v1/sales?page=2');
    await ask('https://id.acme.example/token');
    expect(sent).toEqual(['api.acme.example', 'id.acme.example']);
  });

  it.each([
    'https://evil.example/v1/sales',
    'https://api.acme.example.evil.example/v1',
    'https://api.acme.example@evil.example/v1',
    'http://api.acme.example/v1',
    'https://api.acme.example:8443/v1',
  ])('sends nothing to %s', async (url) => {
    sent.length = 0;
    await expect(ask(url)).rejects.toThrow(UnexpectedResponse);
    expect(sent).toEqual([]);
  });
});
