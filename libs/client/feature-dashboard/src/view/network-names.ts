import type { NetworkCode, NetworkDescriptor } from '@tributary/api-contract';
import type { ChartNetwork } from '@tributary/client-ui';

export type NetworkNames = (code: NetworkCode) => ChartNetwork;

/** A network that describes itself nowhere still gets a name and the reserve grey. */
export function networkNames(descriptors: readonly NetworkDescriptor[]): NetworkNames {
  const byCode = new Map(descriptors.map((descriptor) => [descriptor.id, descriptor]));
  return (code) => {
    const found = byCode.get(code);
    return found === undefined
      ? { code, name: code, monogram: code.slice(0, 2).toUpperCase(), slot: 7 }
      : { code, name: found.name, monogram: found.monogram, slot: found.slot };
  };
}
