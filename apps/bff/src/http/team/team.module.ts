import { Module } from '@nestjs/common';
import {
  CompletePasswordReset,
  InviteMember,
  ListInvitations,
  LookAtPasswordReset,
  RequestPasswordReset,
  ResendInvitation,
  RevokeInvitation,
} from '@tributary/application';
import { withPorts } from '../../composition/use-case-providers';
import { InvitationLinksController } from '../auth/invitation-links.controller';
import { PasswordResetController, PasswordResetUseCases } from '../auth/password-reset.controller';
import { BackgroundWork } from '../background-work';
import { ProfileController } from '../me/profile.controller';
import { InvitationsController, InvitationUseCases } from './invitations.controller';
import { MembersController } from './members.controller';

/** The team, how people come into it, and what they change about themselves. */
@Module({
  controllers: [
    MembersController,
    InvitationsController,
    InvitationLinksController,
    PasswordResetController,
    ProfileController,
  ],
  providers: [
    BackgroundWork,
    withPorts(InvitationUseCases, {
      list: ListInvitations,
      invite: InviteMember,
      resend: ResendInvitation,
      revoke: RevokeInvitation,
    }),
    withPorts(PasswordResetUseCases, {
      ask: RequestPasswordReset,
      look: LookAtPasswordReset,
      complete: CompletePasswordReset,
    }),
  ],
})
export class TeamModule {}
