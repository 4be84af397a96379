import type { Provider } from '@nestjs/common';

type Token<T> = abstract new (...parameters: never[]) => T;
type Instances<Tokens extends Readonly<Record<string, Token<unknown>>>> = {
  readonly [Name in keyof Tokens]: Tokens[Name] extends Token<infer T> ? T : never;
};

/** A use case that takes its ports as one object: names each port's DI token once. */
export function withPorts<Tokens extends Readonly<Record<string, Token<unknown>>>>(
  useCase: new (ports: Instances<Tokens>) => object,
  ports: Tokens,
): Provider {
  const names = Object.keys(ports);
  return {
    provide: useCase,
    inject: Object.values(ports),
    useFactory: (...instances: unknown[]) =>
      new useCase(
        Object.fromEntries(names.map((name, index) => [name, instances[index]])) as Instances<Tokens>,
      ),
  };
}

/** A use case that takes its ports as positional parameters. */
export function withList(
  useCase: new (...ports: never[]) => object,
  ports: readonly Token<unknown>[],
): Provider {
  return {
    provide: useCase,
    inject: [...ports],
    useFactory: (...instances: unknown[]) => new useCase(...(instances as never[])),
  };
}
