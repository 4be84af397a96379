import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { serveClient } from './serve-client';

@Module({})
class Pages {}

let folder: string;
let app: NestExpressApplication;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-'));
  await mkdir(join(folder, 'fonts'));
  await writeFile(join(folder, 'index.html'), '<title>Tributary</title>');
  await writeFile(join(folder, 'main-5RTKUQOW.js'), 'start();');
  await writeFile(join(folder, 'main-5RTKUQOW.js.br'), brotliCompressSync('start(br);'));
  await writeFile(join(folder, 'main-5RTKUQOW.js.gz'), gzipSync('start(gz);'));
  await mkdir(join(folder, 'media'));
  await writeFile(join(folder, 'chunk-B0eJ2_al.js'), 'flow();');
  await writeFile(join(folder, 'media', 'geist-ext-wght-normal-XEQ56JUF.woff2'), 'font');
  await writeFile(join(folder, 'fonts', 'geist-latin.woff2'), 'font');
  const pages = { module: Pages, imports: [serveClient(folder)] };
  app = await NestFactory.create<NestExpressApplication>(pages, { logger: false });
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

describe('the client', () => {
  it.each(['/', '/dashboard', '/connections/0198c0de/kept-aside?cursor=a.b'])(
    'answers %s with the page, which nobody keeps',
    async (path) => {
      const answer = await fetch(`${url}${path}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('<title>Tributary</title>');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    },
  );

  it.each(['/main-5RTKUQOW.js', '/chunk-B0eJ2_al.js', '/media/geist-ext-wght-normal-XEQ56JUF.woff2'])(
    'lets browsers keep %s, which has a hash in its name',
    async (path) => {
      const hashed = await fetch(`${url}${path}`);
      expect(hashed.status).toBe(200);
      expect(hashed.headers.get('cache-control')).toContain('immutable');
    },
  );

  it.each([
    ['br, gzip', 'br', 'start(br);'],
    ['gzip, br', 'br', 'start(br);'],
    ['gzip', 'gzip', 'start(gz);'],
    ['identity', null, 'start();'],
  ])('sends who takes %s the form %s, for ever and for proxies to tell apart', async (taken, form, text) => {
    const answer = await fetch(`${url}/main-5RTKUQOW.js`, { headers: { 'accept-encoding': taken } });
    expect(answer.headers.get('content-encoding')).toBe(form);
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    expect(await answer.text()).toBe(text);
  });

  it('sends nothing in a form that the answer to another method does not have', async () => {
    const answer = await fetch(`${url}/main-5RTKUQOW.js`, {
      method: 'POST',
      headers: { 'accept-encoding': 'br' },
    });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(await answer.json()).toMatchObject({ statusCode: 404 });
  });

  it.each(['/api/%E0%A4%A', '/%E0%A4%A.js', '/..%2f..%2fetc%2fpasswd', '/main-5RTKUQOW.js%00'])(
    'does not answer %s as a file',
    async (path) => {
      const answer = await fetch(`${url}${path}`);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await answer.text()).not.toContain('start');
    },
  );

  it('has browsers ask again for what has none', async () => {
    const font = await fetch(`${url}/fonts/geist-latin.woff2`);
    expect(font.headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['/main-GONEGONE.js', '/assets/missing.svg', '/api/v1/unknown', '/postback/maxweb/unknown'])(
    'does not answer %s with the page',
    async (path) => {
      const answer = await fetch(`${url}${path}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('<title>');
    },
  );
});
