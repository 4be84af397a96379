import { type Fault, type Target } from '../faults/fault';
import { faultReply, REPLACING_FAULTS } from '../faults/answer-faults';
import { FailedPage, movedRows, rowFaults } from '../faults/row-faults';
import { type Account, type Network } from '../networks/network';
import { type Simulation } from '../simulation';
import { text, type WireReply, type WireRequest } from './wire';

export interface Answered {
  readonly reply: WireReply;
  readonly fault: Fault | undefined;
}

function regular(
  { simulation, network, request, target }: Asked,
  { account, struck }: { account: Account; struck: (fault: Fault) => void },
): WireReply {
  const verdict = simulation.limits?.count(account) ?? { isExceeded: false, headers: {} };
  const listing = { faults: simulation.faults, target, spoilt: network.spoilt, struck };
  const exchange = {
    request,
    account,
    now: simulation.clock.now(),
    pageSize: (usual: number) => Math.min(usual, simulation.pageSize),
    listed: movedRows(listing),
    page: rowFaults(listing),
  };
  try {
    const reply = verdict.isExceeded ? network.throttle(request) : network.answer(exchange);
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
  /** Undefined when the network does not know the credentials. */
  readonly account: Account | undefined;
  readonly target: Target;
}

/** A network's answer to one request, faults included that concern what is said rather than how it is sent. */
export function answer(asked: Asked): Answered {
  const { simulation, network, request, account, target } = asked;
  const accounts = simulation.accounts.filter((each) => each.network === network.id);
  const fault = simulation.faults.take(REPLACING_FAULTS, target);
  const replaced = fault === undefined ? undefined : faultReply(fault, network, request);
  if (replaced !== undefined) return { reply: replaced, fault };
  const open = network.open?.(request, { accounts, now: simulation.clock.now() });
  if (open !== undefined) return { reply: open, fault: undefined };
  if (account === undefined) return { reply: network.refuse(request), fault: undefined };
  const strikes: Fault[] = [];
  const reply = regular(asked, { account, struck: (each) => strikes.push(each) });
  return { reply, fault: strikes[0] };
}
