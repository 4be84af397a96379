import type { NetworkCatalog, NetworkGateway, RawPage } from '@tributary/ports';
import { replaced } from './replaced';

/** What happens between the network's adapter and the storage. */
export interface Disturbance {
  /** Pages of a slice come in another order, and some of them twice: one number for each page in turn. Empty: as they are. */
  readonly mix: readonly number[];
  /** Called after each page, counted from 0. */
  readonly afterPage: (page: number) => void;
}

/** The real adapters, whose pages arrive in disorder. */
export function disturbedNetworks(networks: NetworkCatalog, disturbance: Disturbance): NetworkCatalog {
  return replaced(networks, 'gateway', (id) => disturbed(networks.gateway(id), disturbance));
}

function disturbed(gateway: NetworkGateway, { mix, afterPage }: Disturbance): NetworkGateway {
  let number = 0;
  return replaced(gateway, 'fetchSales', async function* (credentials, window, signal) {
    const pages = gateway.fetchSales(credentials, window, signal);
    for await (const page of mix.length === 0 ? pages : mixed(await all(pages), mix)) {
      yield page;
      afterPage(number);
      number += 1;
      signal?.throwIfAborted();
    }
  });
}

async function all(pages: AsyncIterable<RawPage>): Promise<RawPage[]> {
  const collected: RawPage[] = [];
  for await (const page of pages) collected.push(page);
  return collected;
}

function mixed(pages: readonly RawPage[], mix: readonly number[]): RawPage[] {
  const numbered = pages.map((page, index) => ({ page, number: mix[index % mix.length] ?? 0 }));
  const repeated = numbered.filter(({ number }) => number % 3 === 0);
  return [...numbered, ...repeated.map(({ page, number }) => ({ page, number: (number * 7) % 11 }))]
    .toSorted((left, right) => left.number - right.number)
    .map(({ page }) => page);
}
