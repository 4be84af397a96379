import type { ImportChoosing, ImportDetail as ImportDetailView, ImportView } from '@tributary/api-contract';
import type { ImportDetail } from '@tributary/application';
import type { SalesImport } from '@tributary/ports';

export function importView(found: SalesImport): ImportView {
  const { id, fileName, size, state, createdBy, counts, undone } = found;
  return {
    ...{ id, fileName, size, state, createdBy, counts, undone },
    createdAt: found.createdAt.toISOString(),
    committedAt: found.committedAt?.toISOString() ?? null,
    undoneAt: found.undoneAt?.toISOString() ?? null,
  };
}

export function importDetailView({ found, choosing }: ImportDetail): ImportDetailView {
  return {
    ...importView(found),
    choosing: choosing && choosingView(found, choosing),
    preview: found.preview,
  };
}

function choosingView(found: SalesImport, choosing: NonNullable<ImportDetail['choosing']>): ImportChoosing {
  const { form, headers, mapping } = found;
  return { form, headers, mapping, ...choosing };
}
