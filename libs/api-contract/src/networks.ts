import type { NotificationEffect } from './notifications';
import type { NetworkCode } from './primitives';

export interface CredentialFieldDescription {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly secret: boolean;
  readonly required: boolean;
  /** Regular expression for the whole trimmed value. */
  readonly pattern?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly advanced?: boolean;
}

/** `GET /api/v1/networks` answers `NetworkDescriptor[]` in palette order. */
export interface NetworkDescriptor {
  readonly id: NetworkCode;
  readonly name: string;
  readonly monogram: string;
  /** 1-based place in the registry: colour and pattern follow from it. */
  readonly slot: number;
  readonly credentialFields: readonly CredentialFieldDescription[];
  readonly keySteps: readonly string[];
  readonly timeZone: string;
  readonly reportsVisits: boolean;
  readonly limitations: readonly string[];
  /** What the network sends by itself does; left out when it sends nothing. */
  readonly notifications?: NotificationEffect;
}
