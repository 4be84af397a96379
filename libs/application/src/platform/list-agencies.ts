import type { AgencyOverview, DirectoryQuery, PlatformDirectory } from '@tributary/ports';
import { directoryPage, type DirectoryPage } from './directory-page';

/** The agencies of the installation, for its operator: states, never a figure. */
export class ListAgencies {
  constructor(private readonly directory: PlatformDirectory) {}

  run(query: DirectoryQuery): Promise<DirectoryPage<AgencyOverview>> {
    return directoryPage(
      query,
      (asked) => this.directory.agencies(asked),
      ({ name, id }) => ({ name, id }),
    );
  }
}
