import { effect, signal, untracked, type Resource } from '@angular/core';

/** The members of a resource this needs. */
interface Reloadable extends Pick<Resource<unknown>, 'isLoading'> {
  reload(): boolean;
}

/**
 * A way to have a resource read anew that loses no wish: a resource that is loading ignores `reload`, but its answer may be
 * older than what it is to be read for. Then it is read once more. Call it in an injection context.
 */
export function reloadAgain(resource: Reloadable): () => void {
  const isWanted = signal(false);
  effect(() => {
    if (!isWanted() || resource.isLoading()) return;
    untracked(() => {
      isWanted.set(false);
      resource.reload();
    });
  });
  return () => {
    if (!resource.reload()) isWanted.set(true);
  };
}
