/**
 * One repository on two pools: what people wait for is asked on the pages' connections, everything else on those of the
 * sync, so that a hundred syncs that hold every connection of theirs keep no page waiting.
 */
export function onBothPools<T extends object>(
  sync: T,
  pages: T,
  { ofPages }: { readonly ofPages: readonly (keyof T)[] },
): T {
  return new Proxy(sync, {
    get: (_, name) => {
      const side = ofPages.includes(name as keyof T) ? pages : sync;
      const member: unknown = Reflect.get(side, name, side);
      return typeof member === 'function' ? (member.bind(side) as unknown) : member;
    },
  });
}
