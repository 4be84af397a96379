import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Refusal } from '@tributary/application';
import { can, type Permission } from '@tributary/domain';
import type { Request } from 'express';
import { AuditRecorder } from '../audit/audit-recorder';
import { AUDITED_ROUTE, type AuditedRoute } from '../audit/audited';
import { auditedRequest } from '../audit/audited-request';
import { REQUIRED_PERMISSION, type SignedInMember } from './signed-in';

const WORDS: Readonly<Record<Permission, string>> = {
  'read-figures': 'read figures',
  'read-sales': 'read single sales',
  'export-sales': 'export sales',
  'read-connections': 'see connections',
  'manage-connections': 'connect networks',
  'sync-now': 'start a sync',
  'manage-agency': 'change the settings of the agency',
  'manage-members': 'manage the team',
  'manage-clients': 'manage clients',
  'read-audit': 'read the audit trail',
  'read-personal-data': 'read personal data of customers',
  'manage-personal-data': 'export or erase personal data of customers',
  'manage-platform': 'manage the installation',
};

/** The server decides what a role may do; the client only hides it. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly audit: AuditRecorder,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(REQUIRED_PERMISSION, targets);
    if (!permission) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const { member, agency } = request.user as SignedInMember;
    // Whoever runs the installation is a member of its own agency, whatever a role somewhere else says.
    const isAtHome = permission !== 'manage-platform' || agency.kind === 'platform';
    if (isAtHome && can(member, permission)) return true;
    await this.recordAttempt(context, request);
    const detail = `Your account cannot ${WORDS[permission]}.${permission === 'manage-platform' ? '' : ' An admin can change that under Team.'}`;
    throw new Refusal('forbidden', detail);
  }

  /** What was only tried is of interest too. */
  private async recordAttempt(context: ExecutionContext, request: Request): Promise<void> {
    const route = this.reflector.get<AuditedRoute | undefined>(AUDITED_ROUTE, context.getHandler());
    const asked = route && auditedRequest(route, request);
    if (asked) await this.audit.recordRefusal(asked, 'forbidden');
  }
}
