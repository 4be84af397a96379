import { A11yModule } from '@angular/cdk/a11y';
import { OverlayModule } from '@angular/cdk/overlay';
import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { IconName } from '../icons';
import { Icon } from '../parts/icon';

/** A filter's button with what is chosen, and the choice in a small window below it. */
@Component({
  selector: 'trib-filter-popover',
  imports: [A11yModule, Icon, MatButton, OverlayModule],
  templateUrl: './filter-popover.html',
  styleUrl: './filter-popover.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FilterPopover {
  readonly name = input.required<string>();
  /** What is chosen, in words. */
  readonly value = input.required<string>();
  readonly icon = input<IconName>();
  /** The value says it all: the name is for screen readers only. */
  readonly hidesName = input(false);

  protected readonly isOpen = signal(false);

  close(): void {
    this.isOpen.set(false);
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.close();
  }
}
