import type { SaleRow } from './sales';

/** `GET /api/v1/sales/:accountId/:orderId/customer`, and `…/customer/email` for the whole e-mail. */
export interface CustomerView {
  /** Null where the network tells none, and where it is not kept any more. */
  readonly email: string | null;
  /** Only enough of it to tell two customers apart. */
  readonly isMasked: boolean;
}

/** `GET /api/v1/personal-data`; `PUT` takes and answers it. */
export interface RetentionView {
  /** E-mails of customers and the networks' answers are kept for so many months; null: as long as the agency is there. */
  readonly keepMonths: number | null;
}

/** `POST /api/v1/personal-data/export` and `POST /api/v1/personal-data/erase`. */
export interface PersonRequest {
  readonly email: string;
}

/** What the agency holds about a person. */
export interface PersonExport {
  readonly email: string;
  readonly sales: readonly SaleRow[];
}

export interface PersonErased {
  /** From so many sales the person was removed; the sales and their money stay. */
  readonly sales: number;
}
