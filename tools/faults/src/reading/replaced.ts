/** The same port with one method of another kind; everything else stays as it is, whatever the port learns later. */
export function replaced<Port extends object, Name extends keyof Port>(
  port: Port,
  name: Name,
  method: Port[Name],
): Port {
  return new Proxy(port, {
    get: (target, wanted) => {
      if (wanted === name) return method;
      const member: unknown = Reflect.get(target, wanted, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}
