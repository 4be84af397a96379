import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { AgencyView, RetentionView } from '@tributary/api-contract';
import {
  AgencyApi,
  latestValue,
  MeApi,
  PersonalDataApi,
  toProblemError,
} from '@tributary/client-data-access';
import { EmptyState, ErrorCard, Formats, SectionCard, Skeleton } from '@tributary/client-ui';
import { AgencyForm } from './agency-form';
import { PrivacySection } from './privacy-section';
import { RatesTable } from './rates-table';
import { TwoFactorPolicy } from './two-factor-policy';

/** The agency's own settings. */
@Component({
  selector: 'trib-settings-page',
  imports: [
    AgencyForm,
    EmptyState,
    ErrorCard,
    PrivacySection,
    RatesTable,
    SectionCard,
    Skeleton,
    TwoFactorPolicy,
  ],
  templateUrl: './settings-page.html',
  styleUrl: './settings-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SettingsPage {
  private readonly meApi = inject(MeApi);
  private readonly formats = inject(Formats);

  protected readonly resource = inject(AgencyApi).exchangeRates();
  protected readonly rates = latestValue(this.resource);
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error && this.rates() === undefined ? toProblemError(error) : null;
  });
  protected readonly agency = computed(() => this.meApi.me()?.agency);
  protected readonly mayChange = computed(() => this.meApi.can('manage-agency'));
  protected readonly currencies = computed(
    () => this.rates()?.conversions.map((conversion) => conversion.from) ?? [],
  );
  protected readonly retentionResource = inject(PersonalDataApi).retention(
    computed(() => this.meApi.can('manage-personal-data')),
  );
  protected readonly retention = latestValue(this.retentionResource);
  protected readonly retentionProblem = computed(() => {
    const error = this.retentionResource.error();
    return error && this.retention() === undefined ? toProblemError(error) : null;
  });
  protected readonly ratesCaption = computed(() => {
    const { day, source } = this.rates() ?? {};
    return day && source ? `${source}, ${this.formats.dates().day(day)}` : '';
  });

  protected keptNow(retention: RetentionView): void {
    this.retentionResource.set(retention);
  }

  /** Every figure on screen is in the new currency and zone from here on. */
  protected took(agency: AgencyView): void {
    const me = this.meApi.me();
    if (me) this.meApi.resource.set({ ...me, agency });
    this.resource.reload();
  }
}
