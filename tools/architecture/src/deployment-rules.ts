/** The parts of a Kubernetes container that our rules read; the schema check has seen the rest. */
export interface Container {
  readonly name: string;
  readonly env?: readonly { readonly name: string }[];
  readonly startupProbe?: object;
  readonly livenessProbe?: object;
  readonly readinessProbe?: object;
  readonly resources?: {
    readonly requests?: { readonly cpu?: string; readonly memory?: string };
    readonly limits?: { readonly memory?: string };
  };
  readonly securityContext?: {
    readonly allowPrivilegeEscalation?: boolean;
    readonly readOnlyRootFilesystem?: boolean;
    readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
  };
}

export interface PodSpec {
  readonly automountServiceAccountToken?: boolean;
  readonly securityContext?: {
    readonly runAsNonRoot?: boolean;
    readonly runAsUser?: number;
    readonly seccompProfile?: { readonly type?: string };
  };
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
}

export interface ComposeService {
  readonly image?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
}

/** What a rule asks, and whether it holds. */
type Check = readonly [rule: string, holds: boolean];

const broken = (checks: readonly Check[]): string[] =>
  checks.filter(([, holds]) => !holds).map(([rule]) => rule);

/** Rules a pod breaks, whatever runs in it: it is not root, sees no cluster token and may call few system calls. */
export function brokenByPod({ automountServiceAccountToken, securityContext = {} }: PodSpec): string[] {
  return broken([
    ['runs as non-root', securityContext.runAsNonRoot === true],
    ['has a user id that is not 0', (securityContext.runAsUser ?? 0) > 0],
    ['has the seccomp profile of the runtime', securityContext.seccompProfile?.type === 'RuntimeDefault'],
    ['mounts no service account token', automountServiceAccountToken === false],
  ]);
}

type Capabilities = NonNullable<Container['securityContext']>['capabilities'];
const dropsAll = (capabilities: Capabilities): boolean =>
  capabilities?.drop?.includes('ALL') === true && !capabilities.add;

/** Rules a container breaks, whatever it is for. */
export function brokenByContainer({ securityContext = {}, resources = {} }: Container): string[] {
  const { requests = {}, limits = {} } = resources;
  return broken([
    ['has a read-only root', securityContext.readOnlyRootFilesystem === true],
    ['cannot gain privileges', securityContext.allowPrivilegeEscalation === false],
    ['drops all capabilities', dropsAll(securityContext.capabilities)],
    ['requests processor time', requests.cpu !== undefined],
    ['requests memory', requests.memory !== undefined],
    ['has a memory limit', limits.memory !== undefined],
  ]);
}

/** Rules a container of a deployment breaks beyond those: someone must see that it started, lives and can work. */
export function brokenByServer(container: Container): string[] {
  return broken([
    ['has a startup probe', container.startupProbe !== undefined],
    ['has a liveness probe', container.livenessProbe !== undefined],
    ['has a readiness probe', container.readinessProbe !== undefined],
  ]);
}

/** Rules a service of the compose file breaks. */
export function brokenByService(service: ComposeService): string[] {
  return broken([
    ['has a read-only root', service.read_only === true],
    ['drops all capabilities', service.cap_drop?.includes('ALL') === true],
    ['cannot gain privileges', service.security_opt?.includes('no-new-privileges:true') === true],
  ]);
}

/** Rules a Dockerfile breaks: its last stage names the user as a number, so that Kubernetes sees it is not root. */
export function brokenByDockerfile(text: string): string[] {
  const lastStage = text.split(/^FROM /m).at(-1) ?? '';
  const user = [...lastStage.matchAll(/^USER (.+)$/gm)].at(-1)?.[1] ?? 'root';
  return broken([['ends as a numeric user that is not 0', /^[1-9]\d*(:[1-9]\d*)?$/.test(user)]]);
}

/** Names of environment variables in the schema of the BFF's configuration, read from its source. */
export function knownVariables(configSource: string): ReadonlySet<string> {
  return new Set([...configSource.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name = '']) => name));
}
