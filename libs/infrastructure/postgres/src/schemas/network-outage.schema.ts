import { defineEntity, p } from '@mikro-orm/core';

/** A network that answers nobody. It is the same fact for every agency, so it belongs to none. */
export const NetworkOutageSchema = defineEntity({
  name: 'NetworkOutageRow',
  tableName: 'network_outage',
  properties: {
    network: p.text().primary(),
    since: p.datetime(6),
    nextProbeAt: p.datetime(6),
    /** The job that asks the network at this moment, and until when it is believed to be alive. */
    probeJobId: p.text().nullable(),
    probeUntil: p.datetime(6).nullable(),
  },
});
