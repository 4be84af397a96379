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
