/** Everything random or hashed that a use case needs, so that use cases stay free of the runtime. */
export abstract class IdentifierFactory {
  /** A new UUID. */
  abstract id(): string;
  /** 256 random bits, base64url. */
  abstract token(): string;
  /** SHA-256, lower-case hex. */
  abstract fingerprint(text: string): string;
  /** Uniform in [0, 1). */
  abstract fraction(): number;
}
