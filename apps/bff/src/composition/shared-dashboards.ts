import { type DashboardReport, type DashboardRequest, ReadDashboard } from '@tributary/application';
import type { Viewer } from '@tributary/domain';
import { SharedQuestion } from '@tributary/postgres';

interface Asked {
  readonly question: SharedQuestion<DashboardReport>;
  waiting: number;
}

/**
 * Who sees the same and asks for the same dashboard at the same time shares one reading of it: when a sync ends, the open
 * pages of a whole team ask at once. No answer is older than its question.
 */
export class SharedDashboards extends ReadDashboard {
  private readonly asked = new Map<string, Asked>();

  override async run(viewer: Viewer, request: DashboardRequest): Promise<DashboardReport> {
    const { agency, scope, figures } = viewer;
    // Nothing else of whoever asks may reach what others get.
    const view = { agency, scope, figures };
    const key = JSON.stringify([view, request]);
    const shared = this.asked.get(key) ?? {
      question: new SharedQuestion(() => super.run(view, request)),
      waiting: 0,
    };
    this.asked.set(key, shared);
    shared.waiting += 1;
    try {
      return await shared.question.ask();
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0) this.asked.delete(key);
    }
  }
}
