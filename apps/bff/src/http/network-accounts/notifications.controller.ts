import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { NotificationSetupView } from '@tributary/api-contract';
import { ReadNotificationSetup, RemoveNotifications, SetUpNotifications } from '@tributary/application';
import { Answers, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited } from '../audit/audited';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { AccountId } from '../input/account-id';
import { SetUpNotificationsDto } from './network-accounts.dto';
import { notificationSetupView, PublicAddress } from './notifications.presenter';

/** The use cases that change what is set up, bundled because each request goes to one of them. */
export class NotificationChanges {
  constructor(
    readonly setUp: SetUpNotifications,
    readonly remove: RemoveNotifications,
  ) {}
}

/** What an account's network sends by itself, and the address it sends to. */
@ApiTags('network accounts')
@Requires('manage-connections')
@Controller('network-accounts/:id/notifications')
export class NotificationsController {
  constructor(
    private readonly setup: ReadNotificationSetup,
    private readonly changes: NotificationChanges,
    private readonly address: PublicAddress,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'readNotifications',
    summary: 'Whether the account receives what its network sends, and what came of it',
  })
  @Answers('NotificationSetupView')
  @Refuses(404)
  async read(
    @SignedIn() { agency }: SignedInMember,
    @AccountId() id: string,
  ): Promise<NotificationSetupView> {
    return notificationSetupView(await this.setup.run(agency.id, id), this.at(null));
  }

  @Post()
  @Audited('notification-address.set-up', 'notification-address')
  @ApiOperation({
    operationId: 'setUpNotifications',
    summary: 'Creates the address, replaces it, or changes its credentials; a new address is shown this once',
  })
  @Answers('NotificationSetupView')
  @Refuses(404, 413)
  async setUp(
    @SignedIn() { agency }: SignedInMember,
    @AccountId() id: string,
    @Body() { credentials, replacesAddress }: SetUpNotificationsDto,
  ): Promise<NotificationSetupView> {
    const request = { credentials: credentials ?? null, replacesAddress: replacesAddress ?? false };
    const secret = await this.changes.setUp.run(agency.id, id, request);
    return notificationSetupView(await this.setup.run(agency.id, id), this.at(secret));
  }

  @Delete()
  @Audited('notification-address.remove', 'notification-address')
  @ApiOperation({
    operationId: 'removeNotifications',
    summary: 'Takes the address away; what was received stays',
  })
  @AnswersNothing()
  @Refuses(404)
  async remove(@SignedIn() { agency }: SignedInMember, @AccountId() id: string): Promise<void> {
    await this.changes.remove.run(agency.id, id);
  }

  private at(secret: string | null) {
    return { baseUrl: this.address.baseUrl, secret };
  }
}
