import type {
  AgencyRepository,
  AuditFacts,
  ClientRepository,
  ImportRepository,
  InvitationRepository,
  MemberRepository,
  NetworkAccountRepository,
  NotificationEndpointRepository,
  QuarantineRepository,
  RetentionRepository,
  SecondFactorPolicy,
} from '@tributary/ports';
import { isUUID } from 'class-validator';

export interface Snapshot {
  /** What a person knows it by. */
  readonly label: string | null;
  readonly facts: AuditFacts;
}

export interface SnapshotPorts {
  readonly agencies: AgencyRepository;
  readonly retention: RetentionRepository;
  readonly twoFactor: SecondFactorPolicy;
  readonly members: MemberRepository;
  readonly clients: ClientRepository;
  readonly accounts: NetworkAccountRepository;
  readonly imports: ImportRepository;
  readonly endpoints: NotificationEndpointRepository;
  readonly quarantine: QuarantineRepository;
  readonly invitations: InvitationRepository;
}

interface Where {
  readonly agencyId: string;
  /** Of the target. */
  readonly id: string;
  readonly params: Readonly<Record<string, string>>;
}

type Take = (ports: SnapshotPorts, where: Where) => Promise<Snapshot | null>;

/**
 * What an entry may tell of each kind of target: these fields and no others, so that nothing secret gets there, not even
 * sealed or hashed, and nothing new does by itself.
 */
const KINDS: Readonly<Record<string, Take>> = {
  agency: async ({ agencies, retention, twoFactor }, { agencyId }) => {
    const agency = await agencies.find(agencyId);
    if (!agency) return null;
    const [keepMonths, isRequired] = await Promise.all([
      retention.months(agencyId),
      twoFactor.isRequired(agencyId),
    ]);
    const { name, reportingCurrency, timeZone, locale } = agency;
    const settings = { name, reportingCurrency, timeZone, locale };
    return { label: name, facts: { ...settings, keepMonths, isTwoFactorRequired: isRequired } };
  },
  // Of any agency: only routes of the operator name these two.
  customer: async ({ agencies }, { id }) => {
    const agency = await agencies.find(id);
    return agency && { label: agency.name, facts: { isSuspended: agency.suspendedAt !== null } };
  },
  user: async ({ members }, { id, params }) => {
    const { id: agencyId = '' } = params;
    const member = isUUID(agencyId) ? await members.find(agencyId, id) : null;
    if (!member) return null;
    const { name, email, role, isDisabled } = member;
    return { label: `${name} <${email}>`, facts: { agencyId, role, isDisabled } };
  },
  member: async ({ members }, { agencyId, id }) => {
    const member = await members.find(agencyId, id);
    if (!member) return null;
    const { name, email, role, figures, clientIds, isDisabled } = member;
    return { label: `${name} <${email}>`, facts: { name, email, role, figures, clientIds, isDisabled } };
  },
  client: async ({ clients }, { agencyId, id }) => {
    const client = await clients.find(agencyId, id);
    return client && { label: client.name, facts: { name: client.name } };
  },
  invitation: async ({ invitations }, { agencyId, id }) => {
    const found = (await invitations.listOf(agencyId)).find((one) => one.id === id);
    if (!found) return null;
    const { email, name, role, figures, clientIds, expiresAt } = found;
    return {
      label: email,
      facts: { email, name, role, figures, clientIds, expiresAt: expiresAt.toISOString() },
    };
  },
  'network-account': async ({ accounts }, { agencyId, id }) => {
    const account = await accounts.find({ agencyId, accountId: id });
    if (!account) return null;
    const { label, network, clientId, isPaused, backfillFrom, credentialHints } = account;
    const credentialFields = Object.keys(credentialHints);
    return {
      label,
      facts: {
        label,
        network,
        clientId,
        isPaused,
        backfillFrom: backfillFrom.toISOString(),
        credentialFields,
      },
    };
  },
  'notification-address': async ({ endpoints, accounts }, { agencyId, id: accountId }) => {
    const key = { agencyId, accountId };
    const [account, endpoint] = await Promise.all([accounts.find(key), endpoints.find(key)]);
    if (!account) return null;
    const since = endpoint?.addressSince.toISOString() ?? null;
    return { label: account.label, facts: { isOn: endpoint !== null, addressSince: since } };
  },
  quarantine: async ({ quarantine, accounts }, { agencyId, id: accountId }) => {
    const key = { agencyId, accountId };
    const account = await accounts.find(key);
    if (!account) return null;
    const groups = await quarantine.countByReason(key);
    const sum = (state: 'open' | 'dismissed') => groups.reduce((rows, group) => rows + group[state], 0);
    return { label: account.label, facts: { open: sum('open'), dismissed: sum('dismissed') } };
  },
  import: async ({ imports }, { agencyId, id: importId, params }) => {
    const { id: accountId = '' } = params;
    if (!isUUID(accountId)) return null;
    const found = await imports.find({ agencyId, accountId, importId });
    if (!found) return null;
    const { fileName, state, preview, counts, undone } = found;
    const { rows = null, errorCount = null } = preview ?? {};
    const left = undone && { removed: undone.removed, restored: undone.restored, kept: undone.kept };
    return { label: fileName, facts: { fileName, state, rows, errorCount, counts, undone: left } };
  },
};

export const SNAPSHOT_KINDS = Object.keys(KINDS);

/** What targets of audited routes look like, for before and after. */
export class AuditSnapshots {
  constructor(private readonly ports: SnapshotPorts) {}

  /** @returns null for something that is not there, and for a kind of which only the action is kept. */
  async take(
    kind: string | undefined,
    id: string | null,
    where: Pick<Where, 'agencyId' | 'params'>,
  ): Promise<Snapshot | null> {
    const take = kind === undefined ? undefined : KINDS[kind];
    // Whether the id is well put is for the route to say.
    if (!take || id === null || !isUUID(id)) return null;
    return take(this.ports, { ...where, id });
  }
}
