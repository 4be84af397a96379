import type { CredentialCheckView, ProblemDetails } from '@tributary/api-contract';

/** What is known about the key in the form. Editing any field makes it `untested` again. */
export type KeyCheck =
  | { readonly kind: 'untested' }
  | { readonly kind: 'testing' }
  | { readonly kind: 'refused'; readonly lead: string; readonly text: string }
  | { readonly kind: 'connected-already'; readonly account: { readonly id: string; readonly label: string } }
  | { readonly kind: 'good'; readonly summary: string; readonly suggestedLabel: string | null };

export const UNTESTED: KeyCheck = { kind: 'untested' };

/**
 * What the answer to a test means. `ownAccountId` is the account whose key is being replaced:
 * finding that one again is what a replacement expects.
 */
export function checkOf(answer: CredentialCheckView, ownAccountId: string | null): KeyCheck {
  const known = answer.alreadyConnected;
  if (known !== null && known.id !== ownAccountId) return { kind: 'connected-already', account: known };
  return { kind: 'good', summary: sentence(answer.summary), suggestedLabel: answer.suggestedLabel };
}

/** Says who refused and in whose words, what to do, and that nothing was saved. */
export function refusedCheck(network: string, problem: ProblemDetails): KeyCheck {
  const detail = sentence(problem.detail);
  if (problem.status === 0) {
    return refused('The test did not get an answer.', 'Check the connection and test again.');
  }
  if (problem.status >= 500 || problem.status === 429) {
    return refused(`${network} could not be asked.`, `${detail} This says nothing about the key.`);
  }
  return isKeyRefused(problem)
    ? refused(`${network} refused this key.`, `${withoutRefusal(detail, network)} ${COPY_AGAIN}`)
    : refused('The key could not be tested.', wrongFields(problem) || detail);
}

const NOTHING_SAVED = 'Nothing was saved.';
const COPY_AGAIN = 'Copy the key again and check that it is still listed as active.';

/** The network's own refusal, as opposed to input that was not even sent to it. */
function isKeyRefused(problem: ProblemDetails): boolean {
  return problem.type.endsWith(':key-refused');
}

function wrongFields(problem: ProblemDetails): string {
  return (problem.errors ?? []).map(({ message }) => sentence(message)).join(' ');
}

/** The server says it too; it is said once, at the end. */
function refused(lead: string, text: string): KeyCheck {
  const bare = text.replaceAll(NOTHING_SAVED, '').replace(/ {2,}/g, ' ').trim();
  return { kind: 'refused', lead, text: `${bare} ${NOTHING_SAVED}` };
}

/** Without "Digistore24 refused the key", which stands before it already. */
export function withoutRefusal(message: string, network: string): string {
  const start = `${network} refused the key`;
  if (!message.startsWith(start)) return message;
  const rest = message.slice(start.length).replace(/^( \(HTTP \d+\))?[.:,]?\s*/, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** Ends with one full stop; one inside closing quotes counts. */
function sentence(text: string): string {
  const bare = text.trim();
  return bare === '' || /[.!?…]["”]?$/.test(bare) ? bare : `${bare}.`;
}
