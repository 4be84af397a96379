import { Deployment } from 'kubernetes-models/apps/v1';
import { CronJob, Job } from 'kubernetes-models/batch/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Namespace, Service } from 'kubernetes-models/v1';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';
import {
  brokenByContainer,
  brokenByDockerfile,
  brokenByPod,
  brokenByServer,
  brokenByService,
  knownVariables,
  type ComposeService,
  type Container,
  type PodSpec,
} from './deployment-rules';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const KUBERNETES = join(ROOT, 'docker/kubernetes');
const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: object;
}
interface Kustomization {
  readonly resources: readonly string[];
  readonly configMapGenerator?: readonly { readonly literals: readonly string[] }[];
}

/** The schema of each kind we use; a new kind needs a line here before its manifest passes. */
const SCHEMAS: Readonly<Record<string, (manifest: Manifest) => void>> = {
  Deployment: (manifest) => {
    new Deployment(manifest as unknown as ConstructorParameters<typeof Deployment>[0]).validate();
  },
  Job: (manifest) => {
    new Job(manifest as unknown as ConstructorParameters<typeof Job>[0]).validate();
  },
  CronJob: (manifest) => {
    new CronJob(manifest as unknown as ConstructorParameters<typeof CronJob>[0]).validate();
  },
  Service: (manifest) => {
    new Service(manifest).validate();
  },
  Namespace: (manifest) => {
    new Namespace(manifest).validate();
  },
  PodDisruptionBudget: (manifest) => {
    new PodDisruptionBudget(manifest).validate();
  },
};

function validate(manifest: Manifest): void {
  const check = SCHEMAS[manifest.kind];
  if (!check) throw new Error(`No schema for the kind ${manifest.kind}`);
  check(manifest);
}

const files = globSync('{base,overlays/example}/*.yaml', { cwd: KUBERNETES });
const manifests = files
  .filter((file) => basename(file) !== 'kustomization.yaml')
  .flatMap((file) => parseAllDocuments(readFileSync(join(KUBERNETES, file), 'utf8')))
  .map((document) => document.toJS() as Manifest);
const kustomizations = files
  .filter((file) => basename(file) === 'kustomization.yaml')
  .map((file) => ({
    folder: dirname(file),
    ...(parse(readFileSync(join(KUBERNETES, file), 'utf8')) as Kustomization),
  }));

/** The pod of a workload: a cron job wraps a job, which wraps a pod, as a deployment does. */
function podOf(spec: object | undefined): PodSpec | null {
  if (!spec) return null;
  if ('jobTemplate' in spec) return podOf((spec.jobTemplate as { spec: object }).spec);
  return 'template' in spec ? (spec.template as { spec: PodSpec }).spec : null;
}
const containersOf = (pod: PodSpec): readonly Container[] => [
  ...(pod.initContainers ?? []),
  ...pod.containers,
];

const workloads = manifests.flatMap((manifest) => {
  const pod = podOf(manifest.spec);
  return pod ? [{ name: `${manifest.kind} ${manifest.metadata.name}`, kind: manifest.kind, pod }] : [];
});
const compose = parse(text('docker/compose.yaml'), { merge: true }) as {
  readonly services: Readonly<Record<string, ComposeService>>;
};
const ourServices = Object.entries(compose.services).filter(([, { image }]) =>
  image?.startsWith('tributary'),
);

describe('the Kubernetes manifests', () => {
  it('hold every part of an installation', () => {
    expect(workloads.map(({ name }) => name).sort()).toEqual([
      'CronJob tributary-trigger',
      'Deployment tributary-scheduler',
      'Deployment tributary-web',
      'Deployment tributary-worker',
      'Job tributary-migrate',
    ]);
  });

  it('are all named by the kustomization of their folder', () => {
    const named = kustomizations.flatMap(({ folder, resources }) =>
      resources.map((name) => join(folder, name)),
    );
    expect(files.filter((file) => basename(file) !== 'kustomization.yaml' && !named.includes(file))).toEqual(
      [],
    );
  });

  it.each(manifests)('keep the schema of $kind: $metadata.name', (manifest) => {
    expect(() => {
      validate(manifest);
    }).not.toThrow();
  });

  it.each(manifests.filter(({ spec }) => spec))('would fail the schema with a wrong $kind', (manifest) => {
    const spoiled = { ...manifest, metadata: { ...manifest.metadata, labels: 'not a map' } };
    expect(() => {
      validate(spoiled);
    }).toThrow(/labels/);
  });

  it.each(workloads)('run $name without rights it does not need', ({ kind, pod }) => {
    const ofContainers = containersOf(pod).flatMap((container) => brokenByContainer(container));
    const ofServers =
      kind === 'Deployment' ? pod.containers.flatMap((container) => brokenByServer(container)) : [];
    expect([...brokenByPod(pod), ...ofContainers, ...ofServers]).toEqual([]);
  });
});

describe('the compose file', () => {
  it('runs our image in four services', () => {
    expect(ourServices.map(([name]) => name)).toEqual(['migrate', 'web', 'worker', 'scheduler']);
  });

  it.each(ourServices)('runs %s without rights it does not need', (_, service) => {
    expect(brokenByService(service)).toEqual([]);
  });
});

describe('the owner of the database', () => {
  const OWNER = 'DATABASE_OWNER_URL';

  it('is known to the migration alone', () => {
    const told = workloads.filter(({ pod }) => JSON.stringify(pod).includes('owner'));
    expect(told.map(({ name }) => name)).toEqual(['Job tributary-migrate']);
    const services = ourServices.filter(([, { environment = {} }]) => OWNER in environment);
    expect(services.map(([name]) => name)).toEqual(['migrate']);
  });

  it('is in none of the secrets that every pod gets', () => {
    expect(text('docker/kubernetes/overlays/example/secrets.env')).not.toContain(OWNER);
    expect(text('docker/kubernetes/overlays/example/owner-secrets.env')).toContain(OWNER);
  });

  it('is not the login of the product', () => {
    const migrate = compose.services.migrate?.environment ?? {};
    const userOf = (url: unknown) => /^postgres:\/\/(\w+):/.exec(String(url))?.[1];
    expect(userOf(migrate.DATABASE_URL)).toBe('tributary_service');
    expect(userOf(migrate[OWNER])).toBe('tributary');
  });
});

describe('the image', () => {
  it('does not run as root', () => {
    expect(brokenByDockerfile(text('docker/Dockerfile'))).toEqual([]);
  });
});

describe('the environment', () => {
  const known = knownVariables(text('apps/bff/src/composition/config.ts'));
  const literals = kustomizations.flatMap(({ configMapGenerator = [] }) =>
    configMapGenerator.flatMap((generator) =>
      generator.literals.map((literal) => literal.split('=')[0] ?? ''),
    ),
  );
  const secrets = [...text('docker/kubernetes/overlays/example/secrets.env').matchAll(/^([A-Z_]+)=/gm)].map(
    ([, name = '']) => name,
  );
  const ofContainers = workloads.flatMap(({ pod }) =>
    containersOf(pod).flatMap(({ env = [] }) => env.map(({ name }) => name)),
  );
  const ofServices = ourServices.flatMap(([, { environment = {} }]) => Object.keys(environment));

  it.each([
    ['the config map', literals],
    ['the secrets', secrets],
    ['the containers', ofContainers],
    ['the compose services', ofServices],
  ])('of %s is known to the configuration of the BFF', (_, names) => {
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('secrets as files', () => {
  interface Patch {
    readonly spec: {
      readonly template: {
        readonly spec: {
          readonly containers: readonly {
            readonly env: readonly { readonly name: string; readonly value?: string }[];
            readonly envFrom?: readonly object[];
            readonly volumeMounts: readonly { readonly mountPath: string; readonly readOnly: boolean }[];
          }[];
        };
      };
    };
  }
  const patch = (name: string) => {
    const { spec } = (parse(text(`docker/kubernetes/components/secrets-as-files/${name}.yaml`)) as Patch).spec
      .template;
    const [container] = spec.containers;
    if (!container) throw new Error(`${name}.yaml changes no container`);
    return container;
  };
  const known = knownVariables(text('apps/bff/src/composition/config.ts'));

  it.each(['servers', 'migration'])(
    'are where the variables of the %s say, and cannot be written',
    (name) => {
      const { env, volumeMounts } = patch(name);
      const given = env.flatMap((variable) => (variable.value === undefined ? [] : [variable]));
      expect(given.length).toBeGreaterThan(1);
      for (const { name: variable, value = '' } of given) {
        const secret = variable.replace(/_FILE$/, '');
        expect(variable).toBe(`${secret}_FILE`);
        expect([secret, known.has(secret)]).toEqual([secret, true]);
        const mount = volumeMounts.find(({ mountPath }) => value === `${mountPath}/${secret}`);
        expect([value, mount?.readOnly]).toEqual([value, true]);
      }
    },
  );

  it('are all that the servers have as variables otherwise', () => {
    const { env, envFrom } = patch('servers');
    const secrets = [...text('docker/kubernetes/overlays/example/secrets.env').matchAll(/^([A-Z_]+)=/gm)];
    expect(env.map(({ name }) => name).sort()).toEqual(secrets.map(([, name = '']) => `${name}_FILE`).sort());
    expect(envFrom).toEqual([{ configMapRef: { name: 'tributary' } }]);
  });
});

describe('each rule', () => {
  it('finds what it is for', () => {
    expect(brokenByPod({ containers: [] })).toHaveLength(4);
    expect(brokenByContainer({ name: 'bare' })).toHaveLength(6);
    expect(brokenByServer({ name: 'bare' })).toHaveLength(3);
    expect(brokenByService({})).toHaveLength(3);
  });

  it.each(['FROM node', 'FROM node\nUSER node', 'FROM node\nUSER 0:0', 'FROM node\nUSER 1000\nFROM node'])(
    'refuses the image %j',
    (dockerfile) => {
      expect(brokenByDockerfile(dockerfile)).toEqual(['ends as a numeric user that is not 0']);
    },
  );

  it('refuses a capability that is given back', () => {
    const container = { name: 'raw', securityContext: { capabilities: { drop: ['ALL'], add: ['NET_RAW'] } } };
    expect(brokenByContainer(container)).toContain('drops all capabilities');
  });

  it('knows no variable that the configuration does not name', () => {
    expect(knownVariables('z.object({\n  PORT: port,\n  // HOST: none\n})')).toEqual(new Set(['PORT']));
  });
});
