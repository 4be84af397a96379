import type { Provider } from '@nestjs/common';
import { SalesWithoutErased } from '@tributary/application';
import { CredentialCipher, SaleRepository } from '@tributary/ports';
import { PostgresErasureRepository, PostgresSaleRepository, ReadReplicas } from '@tributary/postgres';
import { onBothPools } from './on-both-pools';
import { onReplicas } from './on-replicas';
import { programVersion } from './program-version';
import { type Orm, PAGES_ORM, SYNC_ORM } from './postgres-pools';
import { READS_OF_REPLICAS } from './reads-of-replicas';

/** Pages read sales and the sync writes them; writing seals raw pages, so it needs the cipher. */
export const SALES: Provider = {
  provide: SaleRepository,
  inject: [SYNC_ORM, PAGES_ORM, CredentialCipher, ReadReplicas],
  useFactory: (sync: Orm, pages: Orm, ...[cipher, replicas]: [CredentialCipher, ReadReplicas]) =>
    onBothPools<SaleRepository>(
      new SalesWithoutErased(
        new PostgresSaleRepository(sync, cipher, programVersion()),
        new PostgresErasureRepository(sync, cipher),
      ),
      onReplicas<SaleRepository>(new PostgresSaleRepository(pages, cipher), replicas, {
        names: READS_OF_REPLICAS.sales,
        of: (orm) => new PostgresSaleRepository(orm, cipher),
      }),
      { ofPages: READS_OF_REPLICAS.sales },
    ),
};
