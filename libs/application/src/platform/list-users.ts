import type { DirectoryQuery, PlatformDirectory, UserOverview } from '@tributary/ports';
import { directoryPage, type DirectoryPage } from './directory-page';

export type UsersQuery = DirectoryQuery & { readonly agencyId: string | null };

/** Everybody who signs in on the installation, for its operator. */
export class ListUsers {
  constructor(private readonly directory: PlatformDirectory) {}

  run(query: UsersQuery): Promise<DirectoryPage<UserOverview>> {
    return directoryPage(
      query,
      (asked) => this.directory.users(asked),
      ({ email, id }) => ({ name: email, id }),
    );
  }
}
