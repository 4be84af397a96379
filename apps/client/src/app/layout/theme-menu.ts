import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';
import { Icon, type IconName } from '@tributary/client-ui';
import { type Theme, ThemeChoice } from '../theme/theme-choice';

interface ThemeOption {
  readonly theme: Theme;
  readonly label: string;
  readonly icon: IconName;
}

@Component({
  selector: 'trib-theme-menu',
  imports: [Icon, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger, MatTooltip],
  template: `
    <button matIconButton type="button" aria-label="Theme" matTooltip="Theme" [matMenuTriggerFor]="menu">
      <trib-icon name="contrast" [size]="18" />
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      @for (option of options; track option.theme) {
        <button
          mat-menu-item
          type="button"
          role="menuitemradio"
          [attr.aria-checked]="option.theme === theme()"
          (click)="choose(option.theme)"
        >
          <trib-icon [name]="option.icon" [size]="18" />
          <span>{{ option.label }}</span>
          @if (option.theme === theme()) {
            <trib-icon class="check" name="check" />
          }
        </button>
      }
    </mat-menu>
  `,
  styles: `
    .check {
      margin-inline-start: auto;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ThemeMenu {
  private readonly choice = inject(ThemeChoice);

  protected readonly theme = this.choice.theme;
  protected readonly options: readonly ThemeOption[] = [
    { theme: 'system', label: 'Like the system', icon: 'contrast' },
    { theme: 'light', label: 'Light', icon: 'light_mode' },
    { theme: 'dark', label: 'Dark', icon: 'dark_mode' },
  ];

  protected choose(theme: Theme): void {
    this.choice.choose(theme);
  }
}
