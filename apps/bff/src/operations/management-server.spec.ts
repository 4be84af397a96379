import { Logger } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import { ManagementServer } from './management-server';

Logger.overrideLogger(false);

describe('ManagementServer', () => {
  const registry = new Registry();
  let checkReady: () => Promise<void>;
  let server: ManagementServer;

  beforeEach(async () => {
    checkReady = () => Promise.resolve();
    const options = { port: 0, address: '127.0.0.1', checkReady: () => checkReady() };
    server = new ManagementServer(registry, options);
    await server.onApplicationBootstrap();
  });

  afterEach(() => {
    server.onApplicationShutdown();
  });

  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  };

  it.each(['/livez', '/startupz', '/readyz'])('answers %s while all is well', async (path) => {
    expect(await get(path)).toMatchObject({ status: 200, text: 'ok' });
  });

  it('gives its metrics to Prometheus', async () => {
    new Counter({ name: 'rivers_total', help: 'Rivers', registers: [registry] }).inc(6);
    const { status, type, text } = await get('/metrics');
    expect([status, type]).toEqual([200, registry.contentType]);
    expect(text).toContain('rivers_total 6');
  });

  it.each(['/', '/metrics/', '/readyz?x=1', '/../livez/x', '/env'])('has nothing at %s', async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, text: '' });
  });

  it('is alive but not ready while the database does not answer, and tells nothing about it', async () => {
    checkReady = () => Promise.reject(new Error('connect ECONNREFUSED db.internal:5432'));
    expect(await get('/readyz')).toMatchObject({ status: 503, text: 'not ready' });
    expect(await get('/livez')).toMatchObject({ status: 200 });
    checkReady = () => Promise.resolve();
    expect(await get('/readyz')).toMatchObject({ status: 200 });
  });

  it('is alive but not ready while stopping, and answers until the work is done', async () => {
    server.beforeApplicationShutdown();
    expect(await get('/readyz')).toMatchObject({ status: 503, text: 'stopping' });
    expect(await get('/livez')).toMatchObject({ status: 200 });
    const { port } = server;
    server.onApplicationShutdown();
    await expect(fetch(`http://127.0.0.1:${port}/livez`)).rejects.toThrow('fetch failed');
  });
});
