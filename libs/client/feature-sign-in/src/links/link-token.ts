import { Location } from '@angular/common';
import { inject } from '@angular/core';
import { ActivatedRoute } from '@angular/router';

/**
 * What stands behind `#`, taken out of the address bar: it must not stay in the history or in a screenshot. Call it in an
 * injection context. Empty without one.
 */
export function takeLinkToken(path: string): string {
  const token = inject(ActivatedRoute).snapshot.fragment ?? '';
  if (token !== '') inject(Location).replaceState(path);
  return token;
}
