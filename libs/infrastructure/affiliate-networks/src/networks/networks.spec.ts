import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeNetworkGatewayContract } from '@tributary/ports/testing';
import { replayHarness } from '../kit/testing/replay-harness';
import { NETWORKS } from './in-order';

const HERE = import.meta.dirname;

describe('the list of networks', () => {
  it('holds every folder, under the name of its id', () => {
    const folders = readdirSync(HERE, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(NETWORKS.map((network) => network.id as string).sort()).toEqual(folders.sort());
  });

  it('counts their places without a gap, so that none of them moves', () => {
    const lines = readFileSync(join(HERE, 'index.ts'), 'utf8').split('\n');
    const exported = lines.flatMap(
      (line) => /^export \{ \w+ as (\w+) \} from '\.\/([\w-]+)\//.exec(line) ?? [],
    );
    const [places, ids] = [1, 2].map((group) => exported.filter((_, index) => index % 3 === group));
    expect(places).toEqual(places?.map((_, index) => `place${String(index + 1).padStart(2, '0')}`));
    expect(NETWORKS.map(({ id }) => id)).toEqual(ids);
  });

  it('gives every network a name, a badge and environment variables of its own', () => {
    const variables = NETWORKS.flatMap((network) =>
      Object.values(network.endpoints).map((endpoint) => endpoint.environmentVariable),
    );
    for (const list of [
      NETWORKS.map((network) => network.name),
      NETWORKS.map((network) => network.monogram),
      variables,
    ]) {
      expect(new Set(list).size).toBe(list.length);
    }
  });

  it('has at least one address a network, over https and without a slash at the end', () => {
    for (const network of NETWORKS) {
      const endpoints = Object.values(network.endpoints);
      expect(endpoints.length).toBeGreaterThan(0);
      for (const { defaultUrl, environmentVariable } of endpoints) {
        expect(defaultUrl).toMatch(/^https:\/\/[^?#]+[^/?#]$/);
        expect(environmentVariable).toMatch(/^[A-Z0-9]+(_[A-Z0-9]+)*_URL$/);
      }
    }
  });

  it('has a page about each network for those who connect and maintain it', () => {
    for (const network of NETWORKS) expect(existsSync(join(HERE, network.id, 'README.md'))).toBe(true);
  });
});

for (const network of NETWORKS) {
  describeNetworkGatewayContract(network.name, () => replayHarness(network, join(HERE, network.id)));
}
