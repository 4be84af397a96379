import type {
  ImportRepository,
  NetworkAccountRepository,
  NetworkCatalog,
  SalesImport,
} from '@tributary/ports';
import { ownerOf } from './import-source';

const LISTED = 50;

/** The files that were given for an account, newest first. */
export class ListImports {
  constructor(
    private readonly ports: {
      readonly accounts: NetworkAccountRepository;
      readonly networks: NetworkCatalog;
      readonly imports: ImportRepository;
    },
  ) {}

  /** @throws {Refusal} `not-found` */
  async run(agencyId: string, accountId: string): Promise<readonly SalesImport[]> {
    await ownerOf(this.ports, agencyId, accountId);
    return this.ports.imports.listOf({ agencyId, accountId }, LISTED);
  }
}
