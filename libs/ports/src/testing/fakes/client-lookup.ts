/** Whether an agency has a client. */
export interface ClientLookup {
  find(agencyId: string, clientId: string): Promise<object | null>;
}

export async function hasClients(
  lookup: ClientLookup,
  agencyId: string,
  clientIds: readonly string[],
): Promise<boolean> {
  for (const clientId of clientIds) if (!(await lookup.find(agencyId, clientId))) return false;
  return true;
}

/** Clients that are there, and nothing else about them. */
export class ListedClients implements ClientLookup {
  private readonly known = new Set<string>();

  add(agencyId: string, clientId: string): void {
    this.known.add(`${agencyId} ${clientId}`);
  }

  find(agencyId: string, clientId: string): Promise<object | null> {
    return Promise.resolve(this.known.has(`${agencyId} ${clientId}`) ? {} : null);
  }
}
