import type { AccountScope } from './account-scope';
import type { Agency } from './agency';
import type { FigureView } from './member';

/** Who reads figures: of which agency, of which of its accounts, and whether as money. */
export interface Viewer {
  readonly agency: Agency;
  readonly scope: AccountScope;
  readonly figures: FigureView;
}

/** Sees everything of an agency; what is written for all of its team is read so. */
export function wholeViewOf(agency: Agency): Viewer {
  return { agency, scope: 'all', figures: 'money' };
}
