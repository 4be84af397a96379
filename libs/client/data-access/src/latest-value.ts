import { linkedSignal, type Signal } from '@angular/core';

/** The two members of a resource this needs. */
interface Readable<T> {
  hasValue(): boolean;
  value(): T | undefined;
}

/**
 * What a resource last answered, kept while it loads anew or after it failed: figures on screen do not
 * vanish because a refresh did not work.
 */
export function latestValue<T>(resource: Readable<T>): Signal<T | undefined> {
  return linkedSignal<T | undefined, T | undefined>({
    source: () => (resource.hasValue() ? resource.value() : undefined),
    computation: (value, previous) => value ?? previous?.value,
  }).asReadonly();
}
