import type { NetworkEndpoint } from '../affiliate-network';

type ReportEndpoints<T> = Readonly<Record<'reports' | 'rows', T>>;

/**
 * Where the row report is: its own override, else `commissions` below the reports, so that overriding the reports alone
 * moves every request of the network.
 */
export function rowsAddress(
  resolved: ReportEndpoints<string>,
  declared: ReportEndpoints<NetworkEndpoint>,
): string {
  return resolved.rows === declared.rows.defaultUrl ? `${resolved.reports}/commissions` : resolved.rows;
}
