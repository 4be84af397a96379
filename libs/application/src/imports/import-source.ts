import { PLAIN_IDENTITY, type ImportIdentity, type NetworkAccount } from '@tributary/domain';
import type {
  ImportFileRepository,
  ImportKey,
  ImportRepository,
  NetworkAccountRepository,
  NetworkCatalog,
  NetworkDescription,
  SalesFileReader,
  SalesImport,
} from '@tributary/ports';
import { Refusal } from '../refusal';

/** Whose file it is and how its network's rows are told apart. */
export interface ImportOwner {
  readonly account: NetworkAccount;
  readonly network: NetworkDescription;
  readonly identity: ImportIdentity;
}

/** @throws {Refusal} `not-found` */
export async function ownerOf(
  ports: { readonly accounts: NetworkAccountRepository; readonly networks: NetworkCatalog },
  agencyId: string,
  accountId: string,
): Promise<ImportOwner> {
  const account = await ports.accounts.find({ agencyId, accountId });
  const network = account && ports.networks.find(account.network);
  if (!account || !network) throw new Refusal('not-found', 'There is no such connection.');
  return { account, network, identity: network.importIdentity ?? PLAIN_IDENTITY };
}

/** An import whose content can be read. */
export interface ImportSource extends ImportOwner {
  readonly key: ImportKey;
  readonly found: SalesImport;
}

export interface SourcePorts {
  readonly accounts: NetworkAccountRepository;
  readonly networks: NetworkCatalog;
  readonly imports: ImportRepository;
  readonly files: ImportFileRepository;
  readonly reader: SalesFileReader;
}

/** @throws {Refusal} `not-found` */
export async function sourceOf(
  ports: Pick<SourcePorts, 'accounts' | 'networks' | 'imports'>,
  key: ImportKey,
): Promise<ImportSource> {
  const owner = await ownerOf(ports, key.agencyId, key.accountId);
  const found = await ports.imports.find(key);
  if (!found) throw new Refusal('not-found', 'There is no such import.');
  return { ...owner, key, found };
}

/** @throws {Refusal} `not-possible-now` when it was committed already. */
export function mustBeDraft({ found }: ImportSource): void {
  if (found.state === 'draft') return;
  throw new Refusal('not-possible-now', `${found.fileName} has been imported already. Nothing was changed.`);
}

/** The first bytes of the file: enough for its header and some rows. */
export async function headOf(ports: Pick<SourcePorts, 'files'>, source: ImportSource): Promise<Uint8Array> {
  for await (const piece of ports.files.read({ ...source.key, network: source.account.network })) {
    return piece.subarray(0, HEAD_BYTES);
  }
  return new Uint8Array();
}

export const HEAD_BYTES = 256 * 1024;
