import type { Provider } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { createOrm, ReadReplicas } from '@tributary/postgres';
import type { Environment } from './config';
import { onBothPools } from './on-both-pools';
import { onReplicas, type ReadOf } from './on-replicas';

export type Orm = ReturnType<typeof createOrm>;

/** Pages and sync have a pool each: a hundred syncs in flight must not keep a dashboard waiting. */
export const PAGES_ORM = Symbol('orm for pages');
export const SYNC_ORM = Symbol('orm for the sync');

export function ormProvider(token: symbol, applicationName: string): Provider {
  return {
    provide: token,
    inject: [ConfigService],
    useFactory: (config: ConfigService<Environment, true>) =>
      createOrm(config.get('DATABASE_URL', { infer: true }), {
        poolSize: config.get('DATABASE_POOL_SIZE', { infer: true }),
        applicationName,
        // A page that cannot be shown says so; a reading waits until its page can be stored.
        waitsInLine: token === SYNC_ORM,
      }),
  };
}

export function repository<T>(
  port: abstract new () => T,
  adapter: new (orm: Orm) => T,
  orm: symbol,
): Provider {
  return { provide: port, inject: [orm], useFactory: (instance: Orm) => new adapter(instance) };
}

/** Of pages, and of replicas where there are some and it is for them. */
export function replicatedRepository<T extends object>(
  port: abstract new () => T,
  adapter: new (orm: Orm) => T,
  names: readonly ReadOf<T>[],
): Provider {
  return {
    provide: port,
    inject: [PAGES_ORM, ReadReplicas],
    useFactory: (pages: Orm, replicas: ReadReplicas) =>
      onReplicas(new adapter(pages), replicas, { names, of: (orm) => new adapter(orm) }),
  };
}

/** Of the sync, but for what pages ask. */
export function sharedRepository<T extends object>(
  port: abstract new () => T,
  adapter: new (orm: Orm) => T,
  ofPages: readonly (keyof T)[],
): Provider {
  return {
    provide: port,
    inject: [SYNC_ORM, PAGES_ORM],
    useFactory: (sync: Orm, pages: Orm) => onBothPools(new adapter(sync), new adapter(pages), { ofPages }),
  };
}
