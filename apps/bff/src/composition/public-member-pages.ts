import { MemberPages } from '@tributary/ports';

/** Below the address that the operator configured: what a request says of its own host is never believed. */
export class PublicMemberPages extends MemberPages {
  constructor(private readonly baseUrl: string) {
    super();
  }

  invitation(token: string): string {
    return `${this.baseUrl}/invitation#${token}`;
  }

  newPassword(token: string): string {
    return `${this.baseUrl}/new-password#${token}`;
  }
}
