import { type SecurityEvent, SecurityLog } from '../../security-log';

export class InMemorySecurityLog extends SecurityLog {
  readonly events: SecurityEvent[] = [];

  tell(event: SecurityEvent): void {
    this.events.push(event);
  }
}
