import type {
  CredentialCheck,
  Credentials,
  IdentifierFactory,
  NetworkAccountRepository,
  NetworkCatalog,
} from '@tributary/ports';
import { checkCredentials } from './check-credentials';
import { findTwin } from './find-twin';

export interface KeyTestResult extends Pick<CredentialCheck, 'summary' | 'suggestedLabel'> {
  readonly alreadyConnected: { readonly id: string; readonly label: string } | null;
}

/** Tests a key before anything is saved. */
export class TestNetworkKey {
  constructor(
    private readonly networks: NetworkCatalog,
    private readonly accounts: NetworkAccountRepository,
    private readonly identifiers: IdentifierFactory,
  ) {}

  /** @throws {Refusal} see {@link checkCredentials}. */
  async run(
    agencyId: string,
    request: { readonly network: string; readonly credentials: Credentials },
  ): Promise<KeyTestResult> {
    const { description, check } = await checkCredentials(this.networks, request);
    const identity = this.identifiers.fingerprint(check.accountIdentity);
    const twin = await findTwin(this.accounts, { agencyId, network: description.id }, identity);
    return {
      summary: check.summary,
      suggestedLabel: check.suggestedLabel,
      alreadyConnected: twin ? { id: twin.id, label: twin.label } : null,
    };
  }
}
