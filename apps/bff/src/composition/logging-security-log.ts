import { Logger } from '@nestjs/common';
import { type SecurityEvent, type SecurityEventName, SecurityLog } from '@tributary/ports';

/** Somebody should look at these; the others are what people do every day. */
const SUSPICIOUS: ReadonlySet<SecurityEventName> = new Set([
  'session.reuse',
  'sign-in.fail',
  'sign-in.limit',
  'second-factor.fail',
  'second-factor.limit',
  'audit.lose',
]);

/** One structured line for each event, under a name that does not change: `securityEvent`. */
export class LoggingSecurityLog extends SecurityLog {
  private readonly logger = new Logger('Security');

  tell({ name, ...facts }: SecurityEvent): void {
    const line = { securityEvent: name, ...facts };
    if (SUSPICIOUS.has(name)) this.logger.warn(line);
    else this.logger.log(line);
  }
}
