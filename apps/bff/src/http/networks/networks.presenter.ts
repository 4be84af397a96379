import type { NetworkDescriptor } from '@tributary/api-contract';
import type { NetworkDescription } from '@tributary/ports';

export function networkDescriptor(description: NetworkDescription, index: number): NetworkDescriptor {
  const { id, name, monogram, credentialFields, keySteps, timeZone, reportsVisits, limitations } =
    description;
  return {
    id,
    name,
    monogram,
    slot: index + 1,
    credentialFields,
    keySteps,
    timeZone,
    reportsVisits,
    limitations,
  };
}
