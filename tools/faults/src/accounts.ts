import { type AccountOptions, AGENCY_ACCOUNTS } from '@tributary/network-simulator';

/**
 * So many accounts of each network, with keys of their own. Several faults can strike a network at the same time, each on
 * an account of its own.
 */
export function laneAccounts(lanes: number): readonly AccountOptions[] {
  return Array.from({ length: lanes }, (_, lane) =>
    AGENCY_ACCOUNTS.map((account) => ({
      ...account,
      label: lane === 0 ? account.label : `${account.label}${lane}`,
      credentials: Object.fromEntries(
        Object.entries(account.credentials).map(([name, value]) => [name, varied(value, lane)]),
      ),
    })),
  ).flat();
}

/** Another number where the credential ends in one. */
function varied(credential: string, lane: number): string {
  return credential.replace(/\d{1,2}(?=\D*$)/, (digits) =>
    String(Number(digits) + lane).padStart(digits.length, '0'),
  );
}
