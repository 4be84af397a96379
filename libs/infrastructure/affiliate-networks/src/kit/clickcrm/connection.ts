import { type Currency, currency, timeZone } from '@tributary/domain';
import { type CredentialField, type Credentials, CredentialsRejected } from '@tributary/ports';

/** The zone in which ClickCRM cuts its payout periods; nobody publishes the zone of its report days. */
export const CLICKCRM_ZONE = 'America/New_York';
const PAYOUT_CURRENCY = 'USD';
const REPORT = 'report';

/** A ClickCRM login, ready to be sent: the token is decoded and is encoded once, in the query string. */
export interface ClickCrmConnection {
  readonly accountId: string;
  readonly token: string;
  readonly zone: string;
  readonly currency: Currency;
  /** Whether the row report is read. Without it the account's single sales come as postbacks only. */
  readonly readsRows: boolean;
}

/** What a connection's credentials are called at one of the platform's networks. */
export interface ConnectionForm {
  readonly networkName: string;
  /** The credential field that holds the account id. */
  readonly accountField: string;
  readonly accountLabel: string;
}

export function connectionFields(form: ConnectionForm): readonly CredentialField[] {
  const { networkName, accountField, accountLabel } = form;
  return [
    {
      name: accountField,
      label: accountLabel,
      hint: `The number after "a=" or "account_id=" in your API links at ${networkName}. May stay empty when you paste a whole link below.`,
      secret: false,
      required: false,
      pattern: '\\d{1,12}',
    },
    {
      name: 'apiToken',
      label: 'API token',
      hint: 'The long text after "token=" in an API link, or simply the whole link.',
      secret: true,
      required: true,
    },
    ...advancedFields(networkName),
  ];
}

function advancedFields(networkName: string): readonly CredentialField[] {
  return [
    {
      name: 'singleSales',
      label: 'Single sales come',
      hint: `Choose postbacks if your account at ${networkName} shows daily totals only. Set them up under Postbacks afterwards.`,
      secret: false,
      required: false,
      options: [
        { value: REPORT, label: 'From the report' },
        { value: 'postbacks', label: 'By postbacks' },
      ],
      advanced: true,
    },
    {
      name: 'timezone',
      label: 'Time zone of the reports',
      hint: `An IANA name. Leave empty for ${CLICKCRM_ZONE}.`,
      secret: false,
      required: false,
      pattern: '[A-Za-z]+(/[A-Za-z0-9_+-]+)*',
      advanced: true,
    },
    {
      name: 'currency',
      label: 'Currency of the commissions',
      hint: `${networkName} does not state it. Leave empty for ${PAYOUT_CURRENCY}.`,
      secret: false,
      required: false,
      pattern: '[A-Za-z]{3}',
      advanced: true,
    },
  ];
}

/** @throws {CredentialsRejected} when the account id or the token is missing, or they contradict each other. */
export function readConnection(credentials: Credentials, form: ConnectionForm): ClickCrmConnection {
  const pasted = readToken(filled(credentials.apiToken) ?? '');
  const accountId = readAccountId(filled(credentials[form.accountField]), pasted.accountId, form);
  if (!pasted.token) throw new CredentialsRejected('The API token is missing.');
  const readsRows = (filled(credentials.singleSales) ?? REPORT) === REPORT;
  return { accountId, token: pasted.token, readsRows, ...readAssumptions(credentials) };
}

function readAccountId(
  typed: string | null,
  pasted: string | null,
  { accountLabel }: ConnectionForm,
): string {
  if (typed !== null && pasted !== null && typed !== pasted) {
    throw new CredentialsRejected(
      `The pasted link has another ${accountLabel} than the one typed beside it.`,
    );
  }
  const accountId = typed ?? pasted ?? '';
  if (!/^\d+$/.test(accountId)) {
    throw new CredentialsRejected(`The ${accountLabel} is missing or not a number.`);
  }
  return accountId;
}

function readAssumptions(credentials: Credentials): Pick<ClickCrmConnection, 'zone' | 'currency'> {
  const zone = filled(credentials.timezone) ?? CLICKCRM_ZONE;
  const code = filled(credentials.currency) ?? PAYOUT_CURRENCY;
  try {
    return { zone: timeZone(zone), currency: currency(code) };
  } catch (cause) {
    throw new CredentialsRejected('The time zone or the currency under "Advanced" does not exist.', {
      cause,
    });
  }
}

/** The back office hands out ready-made links with the token percent-encoded: people paste the token, or the link. */
function readToken(pasted: string): { readonly token: string; readonly accountId: string | null } {
  if (!/(^|[?&])token=/.test(pasted)) return { token: decodeOnce(pasted), accountId: null };
  const query = new URLSearchParams(pasted.slice(pasted.indexOf('?') + 1));
  return {
    // A link with a bare "+" decodes to a space, which no token holds.
    token: (query.get('token') ?? '').trim().replaceAll(' ', '+'),
    accountId: filled(query.get('a') ?? query.get('account_id') ?? undefined),
  };
}

function decodeOnce(token: string): string {
  if (!/%[0-9a-f]{2}/i.test(token)) return token;
  try {
    return decodeURIComponent(token);
  } catch (cause) {
    throw new CredentialsRejected('The API token is damaged: copy it again in full.', { cause });
  }
}

function filled(value: string | undefined): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
