import type { Provider } from '@nestjs/common';
import { CreateClient, RemoveClient, RenameClient } from '@tributary/application';
import { ClientRepository, IdentifierFactory } from '@tributary/ports';
import { withList } from './use-case-providers';

export const CLIENT_USE_CASES: Provider[] = [
  withList(CreateClient, [ClientRepository, IdentifierFactory]),
  withList(RenameClient, [ClientRepository]),
  withList(RemoveClient, [ClientRepository]),
];
