import { ChangeDetectionStrategy, Component, DestroyRef, inject, input, output } from '@angular/core';
import { Icon } from '@tributary/client-ui';

const PAUSE_MS = 250;
let lastId = 0;

/** Asks while somebody types, after a short pause. */
@Component({
  selector: 'trib-find-field',
  imports: [Icon],
  template: `
    <label class="trib-visually-hidden" [for]="id">{{ label() }}</label>
    <trib-icon name="search" [size]="18" />
    <input
      type="search"
      autocomplete="off"
      spellcheck="false"
      [id]="id"
      [value]="value()"
      [placeholder]="label()"
      [maxLength]="120"
      (input)="typed($event)"
    />
  `,
  styles: `
    :host {
      display: flex;
      gap: 8px;
      align-items: center;
      width: min(320px, 100%);
      height: 32px;
      padding-inline: 10px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 7px;
      background: var(--trib-card);
      color: var(--mat-sys-on-surface-variant);
    }

    :host:focus-within {
      outline: 2px solid var(--trib-focus);
      outline-offset: 1px;
    }

    input {
      flex: 1;
      min-width: 0;
      border: 0;
      outline: 0;
      background: none;
      color: var(--mat-sys-on-surface);
      font: inherit;
    }

    @media (width < 600px) {
      :host {
        width: 100%;
        height: 42px;
      }

      /* Smaller text makes phones zoom into the field. */
      input {
        font-size: 1rem;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FindField {
  readonly label = input.required<string>();
  readonly value = input.required<string>();
  readonly found = output<string>();

  protected readonly id = `trib-find-${(lastId += 1)}`;
  private pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.pause);
    });
  }

  protected typed({ target }: Event): void {
    const text = target instanceof HTMLInputElement ? target.value.trim() : '';
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      this.found.emit(text);
    }, PAUSE_MS);
  }
}
