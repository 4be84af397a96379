import type { Bench } from '../bench';
import { listed } from '../differences';
import type { RunState } from '../runs';
import { NETWORKS } from '../scenario';
import { type InstallationScenario, readOnce } from './installation-scenario';

interface Sealed {
  readonly id: string;
  readonly hex: string;
}

async function sealedOf(bench: Bench, network: string): Promise<readonly Sealed[]> {
  return bench.rows<Sealed>(`
    select id, encode(credentials_sealed, 'hex') as hex from network_account
    where network = '${network}' order by created_at, id`);
}

async function write(bench: Bench, id: string, hex: string): Promise<void> {
  await bench.rows(
    `update network_account set credentials_sealed = decode('${hex}', 'hex') where id = '${id}'`,
  );
}

const isReverted = (hex: string, at: number) => {
  const digit = (Number.parseInt(hex[at] ?? '0', 16) ^ 1).toString(16);
  return `${hex.slice(0, at)}${digit}${hex.slice(at + 1)}`;
};
/** One bit of the text, or of the id of the key it was sealed with. */
const tampered = (hex: string) => isReverted(hex, hex.length - 1);
const ofAnotherKey = (hex: string) => isReverted(hex, 4);

/** At each network: one text is changed, one is of a key nobody has, two changed places. Everyone else is read. */
async function play(bench: Bench): Promise<readonly string[]> {
  await readOnce(bench);
  const touched = new Map<string, string>();
  for (const network of NETWORKS) {
    const [first, second, third, fourth] = await sealedOf(bench, network);
    if (!first || !second || !third || !fourth) return [`${network} has too few accounts`];
    for (const each of [first, second, third, fourth]) touched.set(each.id, each.hex);
    await write(bench, first.id, tampered(first.hex));
    await write(bench, second.id, ofAnotherKey(second.hex));
    await write(bench, third.id, fourth.hex);
    await write(bench, fourth.id, third.hex);
  }
  const runs = await bench.syncAndWait();
  const healths = await bench.healths();
  const events = bench.processes
    .flatMap(({ lines }) => lines)
    .filter((line) => line.includes('securityEvent'));
  const found = runs.flatMap((run) =>
    touched.has(run.accountId)
      ? wrongOfTouched(run, {
          health: healths.get(run.label)?.health,
          isSaid: events.some((line) => line.includes(run.accountId)),
        })
      : wrongOfOthers(run),
  );
  for (const [id, hex] of touched) await write(bench, id, hex);
  const healed = (await bench.syncAndWait()).filter(({ outcome }) => outcome !== 'ok');
  return [
    ...listed('with texts changed', found),
    ...listed(
      'not read afterwards',
      healed.map(({ label }) => label),
    ),
  ];
}

function wrongOfOthers({ label, outcome }: RunState): readonly string[] {
  return outcome === 'ok' ? [] : [`I10 "${label}" ended ${outcome ?? 'never'}`];
}

function wrongOfTouched(
  { label, errorKind }: RunState,
  { health, isSaid }: { readonly health: string | undefined; readonly isSaid: boolean },
): readonly string[] {
  return [
    ...(errorKind === 'credentials-unreadable' ? [] : [`"${label}" ended with ${errorKind ?? 'no error'}`]),
    ...(health === 'needs-attention' ? [] : [`"${label}" needs no attention`]),
    ...(isSaid ? [] : [`nothing is said of "${label}" in the log`]),
  ];
}

export const CIPHERTEXTS: InstallationScenario = {
  id: 'ciphertexts',
  title: 'ciphertexts tampered with, swapped, of another key',
  play,
};
