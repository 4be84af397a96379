import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MeApi } from '@tributary/client-data-access';
import { NameSection } from './name/name-section';

/** What belongs to the person that is signed in, one section for each topic. Everybody has it, whatever the role. */
@Component({
  selector: 'trib-profile-page',
  imports: [NameSection],
  templateUrl: './profile-page.html',
  styleUrl: './profile-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProfilePage {
  private readonly meApi = inject(MeApi);

  protected readonly me = computed(() => this.meApi.me());
}
