import { narrowed, sees, type AccountScope, type Viewer } from '@tributary/domain';
import type { NetworkAccountRepository } from '@tributary/ports';

/** What somebody asks for; an empty list asks for nothing in particular. */
export interface AccountChoice {
  readonly accountIds: readonly string[];
  readonly clientIds: readonly string[];
}

/**
 * The accounts a question is about: those that were asked for, as far as the viewer sees them. What the viewer does not
 * see answers like what does not exist. Accounts belong to the client they belong to now, also in questions of the past.
 */
export async function chosenAccounts(
  accounts: NetworkAccountRepository,
  viewer: Viewer,
  choice: AccountChoice,
): Promise<AccountScope> {
  const wanted = narrowed(viewer.scope, choice.accountIds);
  if (choice.clientIds.length === 0) return wanted;
  const all = await accounts.listOf(viewer.agency.id);
  return all
    .filter(
      ({ id, clientId }) => sees(wanted, id) && clientId !== null && choice.clientIds.includes(clientId),
    )
    .map(({ id }) => id);
}
