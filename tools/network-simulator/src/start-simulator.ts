import { type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type NetworkId } from './accounts';
import { type Fault, type FaultRequest } from './faults/fault';
import { type GroundTruth, tellTruth } from './ground-truth';
import { httpServer } from './http/server';
import { type SimulatorOptions } from './options';
import { find, simulation } from './simulation';

export interface RunningSimulator {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** What the network knows of an account (the network's first when no label is given) at `now` (default: the clock's). */
  groundTruth(network: NetworkId, account?: string, now?: Date): GroundTruth;
  /** The faults of `/_faults`, for who has the simulator in the same process. */
  readonly faults: {
    add(request: FaultRequest): Fault;
    clear(): void;
    list(): readonly Fault[];
  };
  /** Nothing listens any more: whoever connects is refused. */
  unplug(): Promise<void>;
  /** Listens again, on the same port. */
  plugIn(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the six networks on one port of this machine. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const world = simulation(options);
  const server = httpServer(world);
  const host = options.host ?? '127.0.0.1';
  await listen(server, options.port ?? 0, host);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    groundTruth(network, account, now) {
      const found = find(world, network, account ?? null);
      if (found === null) throw new RangeError(`No account ${account ?? ''} at ${network}.`);
      return tellTruth(found.network, found.account, now?.getTime() ?? world.clock.now());
    },
    faults: world.faults,
    unplug: () => close(server),
    plugIn: () => listen(server, port, host),
    stop: () => close(server),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
