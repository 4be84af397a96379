import type { NetworkDescriptor } from '@tributary/api-contract';
import type { NetworkDescription, NotificationReader } from '@tributary/ports';

/** What the network sends by itself does, where it sends anything. */
export function notificationsOf(reader: NotificationReader | null): Pick<NetworkDescriptor, 'notifications'> {
  return reader ? { notifications: reader.description.effect } : {};
}

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
