import { type Fault, type FaultKind, type Target } from '../faults/fault';
import { faultReply } from '../faults/answer-faults';
import { FailedPage, rowFaults } from '../faults/row-faults';
import { type Account, type Network } from '../networks/network';
import { type Simulation } from '../simulation';
import { text, type WireReply, type WireRequest } from './wire';

const REPLACING: readonly FaultKind[] = [
  'status-500', 'status-503-retry-after', 'status-429', 'html-page', 'error-object-200', 'refuse-key',
  'quota-403', 'token-expired',
]; // prettier-ignore

export interface Answered {
  readonly account: Account | undefined;
  readonly target: Target;
  readonly reply: WireReply;
  readonly fault: Fault | undefined;
}

function regular(
  { simulation, network, request }: Asked,
  { account, target, struck }: { account: Account; target: Target; struck: (fault: Fault) => void },
): WireReply {
  const verdict = simulation.limits?.count(account) ?? { isExceeded: false, headers: {} };
  const page = rowFaults({ faults: simulation.faults, target, spoilt: network.spoilt, struck });
  try {
    const reply = verdict.isExceeded
      ? network.throttle(request)
      : network.answer({ request, account, now: simulation.clock.now(), page });
    return { ...reply, headers: { ...reply.headers, ...verdict.headers } };
  } catch (error) {
    if (error instanceof FailedPage) return text('Internal Server Error', 500);
    throw error;
  }
}

export interface Asked {
  readonly simulation: Simulation;
  readonly network: Network;
  readonly request: WireRequest;
}

/** A network's answer to one request, faults included that concern what is said rather than how it is sent. */
export function answer(asked: Asked): Answered {
  const { simulation, network, request } = asked;
  const accounts = simulation.accounts.filter((each) => each.network === network.id);
  const account = network.identify(request, accounts);
  const target = { network: network.id, account: account?.label, path: request.path };
  const fault = simulation.faults.take(REPLACING, target);
  const replaced = fault === undefined ? undefined : faultReply(fault, network, request);
  if (replaced !== undefined) return { account, target, reply: replaced, fault };
  const open = network.open?.(request, { accounts, now: simulation.clock.now() });
  if (open !== undefined) return { account, target, reply: open, fault: undefined };
  if (account === undefined) return { account, target, reply: network.refuse(request), fault: undefined };
  const strikes: Fault[] = [];
  const reply = regular(asked, { account, target, struck: (each) => strikes.push(each) });
  return { account, target, reply, fault: strikes[0] };
}
