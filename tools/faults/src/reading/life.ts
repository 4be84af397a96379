/** A process that can be gone from one moment to the next: nothing it would still do happens. */
export class Life {
  isOver = false;

  /** @throws {ProcessGone} always. */
  end(): never {
    this.isOver = true;
    throw new ProcessGone();
  }

  /** A port that a process which is gone cannot use any more. */
  of<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...parameters: unknown[]): unknown =>
          this.isOver ? Promise.reject(new ProcessGone()) : Reflect.apply(member, target, parameters);
      },
    });
  }
}

class ProcessGone extends Error {
  constructor() {
    super('The process was killed');
    this.name = 'ProcessGone';
  }
}
