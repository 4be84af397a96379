import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MeApi, SalesApi, toProblemError } from '@tributary/client-data-access';
import { Icon } from '@tributary/client-ui';
import { askedFilter, type SalesFilter } from './sales-filter';

/** Takes every sale of the filter along, not only those that are shown. Members who may not see nothing of it. */
@Component({
  selector: 'trib-sales-export',
  imports: [Icon, MatButton],
  template: `
    @if (isAllowed()) {
      @if (problem(); as text) {
        <span class="problem" role="alert">{{ text }}</span>
      }
      <button matButton="outlined" type="button" [disabled]="isBusy()" (click)="export()">
        <trib-icon matButtonIcon name="download" />{{ isBusy() ? 'Preparing' : 'Export CSV' }}
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
    }

    .problem {
      color: var(--trib-negative);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SalesExport {
  private readonly api = inject(SalesApi);
  private readonly me = inject(MeApi);

  readonly filter = input.required<SalesFilter>();

  protected readonly isAllowed = computed(() => this.me.can('export-sales'));
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<string | null>(null);

  protected async export(): Promise<void> {
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      await this.api.export(askedFilter(this.filter()));
    } catch (error) {
      this.problem.set(toProblemError(error).message);
    } finally {
      this.isBusy.set(false);
    }
  }
}
