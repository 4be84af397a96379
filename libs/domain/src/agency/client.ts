/** A customer or brand of the agency: groups network accounts, and may have logins of its own. */
export interface Client {
  readonly id: string;
  readonly agencyId: string;
  readonly name: string;
}
