import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Injectable, type Signal } from '@angular/core';
import type { BookingClock, Dashboard, InstantText, NetworkCode } from '@tributary/api-contract';
import { apiUrl } from './api-url';
import { queryParams } from './query-params';

export interface DashboardQuery {
  readonly days?: number;
  readonly clock?: BookingClock;
  readonly network?: readonly NetworkCode[];
  readonly account?: readonly string[];
  readonly client?: readonly string[];
  /** A past moment; without it now. */
  readonly asOf?: InstantText | null;
}

@Injectable({ providedIn: 'root' })
export class DashboardApi {
  /**
   * Reads again whenever the query changes; undefined waits. Call it in an injection context.
   * Its error is a ProblemError; `latestValue` keeps the figures on screen meanwhile.
   */
  dashboard(query: Signal<DashboardQuery | undefined>): HttpResourceRef<Dashboard | undefined> {
    return httpResource<Dashboard>(() => {
      const asked = query();
      return asked && { url: apiUrl('dashboard'), params: queryParams({ ...asked }) };
    });
  }
}
