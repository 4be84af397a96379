import type { ImportIdentity, ImportPreset, NetworkId, RereadPolicy } from '@tributary/domain';
import type { NetworkGateway } from './network-gateway';
import type { NotificationReader } from './notification-reader';

export interface CredentialField {
  readonly name: string;
  readonly label: string;
  /** Where to find the value, one or two sentences. */
  readonly hint: string;
  /** Secret fields are masked in the form and never shown again. */
  readonly secret: boolean;
  readonly required: boolean;
  /** A regular expression the whole trimmed value must match. */
  readonly pattern?: string;
  /** A choice instead of free text; the first one is the default. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Shown under "Advanced". */
  readonly advanced?: boolean;
}

/** How a network states totals of its own. */
export interface OwnTotals {
  /** `with-sales`: with what a reading brings anyway. `per-day`: asked for day by day after it. */
  readonly source: 'with-sales' | 'per-day';
  /** The day on which a refund counts: its own, or the day of its sale. */
  readonly reversalsCountOn: 'own-day' | 'day-of-sale';
  /** What one conversion is: a sale as it is stored, or an order, whose lines are sales of their own here. */
  readonly counts: 'sales' | 'orders';
  /** Most days one run may ask for. */
  readonly daysARun: number;
  /** For a person: what the figures cover, and what about them is assumed. */
  readonly says: string;
}

/** A network's description of itself: all the client needs to offer it. */
export interface NetworkDescription {
  readonly id: NetworkId;
  readonly name: string;
  /** Two letters for the badge. */
  readonly monogram: string;
  readonly credentialFields: readonly CredentialField[];
  /** What a person does at the network to get the key, one step a line. */
  readonly keySteps: readonly string[];
  /** IANA zone of the network's days and of its dates without offset. */
  readonly timeZone: string;
  readonly reread: RereadPolicy;
  /** Whether refunds come as rows of their own or change the sale's row. */
  readonly reversals: 'separate-rows' | 'in-place';
  /** Whether the network reports visits (EPC, conversion). */
  readonly reportsVisits: boolean;
  /** Null where the network states nothing that could be compared. */
  readonly ownTotals: OwnTotals | null;
  /** Sentences the user should know about what this network cannot tell. */
  readonly limitations: readonly string[];
  /** Files that people are known to export there; absent where none is. Any other file can be imported by hand. */
  readonly importPresets?: readonly ImportPreset[];
  /** How rows of a file get the keys that the API gives the same sales; absent: the order id alone. */
  readonly importIdentity?: ImportIdentity;
}

/** The registered networks. Their order is their place in the palette and never changes. */
export abstract class NetworkCatalog {
  abstract list(): readonly NetworkDescription[];
  /** null when no such network is registered. */
  abstract find(id: string): NetworkDescription | null;
  /** @throws {RangeError} when no such network is registered. */
  abstract gateway(id: NetworkId): NetworkGateway;
  /** Reads what the network sends by itself; null for a network that sends nothing we read, or is not registered. */
  abstract notifications(id: string): NotificationReader | null;
}
