import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MeApi, SessionsApi } from '@tributary/client-data-access';
import { NameSection } from './name/name-section';
import { PasswordSection } from './password/password-section';
import { SessionsSection } from './sessions/sessions-section';
import { TwoFactorSection } from './two-factor/two-factor-section';

/** What belongs to the person that is signed in, one section for each topic. Everybody has it, whatever the role. */
@Component({
  selector: 'trib-profile-page',
  imports: [NameSection, PasswordSection, SessionsSection, TwoFactorSection],
  templateUrl: './profile-page.html',
  styleUrl: './profile-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProfilePage {
  private readonly meApi = inject(MeApi);

  protected readonly me = computed(() => this.meApi.me());
  /** Here, because what happens to the second factor ends sessions. */
  protected readonly sessions = inject(SessionsApi).listOwn();
}
