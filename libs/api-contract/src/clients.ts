/** `GET /api/v1/clients` answers `ClientView[]`, by name; `POST` and `PATCH /api/v1/clients/:id` one. */
export interface ClientView {
  readonly id: string;
  readonly name: string;
  /** How many network accounts belong to it. */
  readonly accounts: number;
  /** Members whose view is limited to this client, and maybe to others beside it; by name. */
  readonly logins: readonly { readonly id: string; readonly name: string }[];
}

/**
 * `POST /api/v1/clients` (201), `PATCH /api/v1/clients/:id`. `DELETE /api/v1/clients/:id` answers 204: the accounts stay
 * with the agency, the logins see nothing of them any more.
 */
export interface ClientRequest {
  /** 1 to 80 characters; unique in the agency, without regard to case. */
  readonly name: string;
}
