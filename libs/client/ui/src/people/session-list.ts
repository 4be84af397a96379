import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatTooltip } from '@angular/material/tooltip';
import { Formats } from '../format/formats';
import { MinuteClock } from '../format/minute-clock';
import { Chip } from '../parts/chip';

/** A session as the API tells it. */
export interface ListedSession {
  readonly id: string;
  readonly device: string;
  readonly address: string | null;
  readonly method: 'password' | 'two-factor' | 'sso';
  readonly isCurrent: boolean;
  readonly createdAt: string;
  readonly lastUsedAt: string;
}

const METHODS: Readonly<Record<ListedSession['method'], string>> = {
  password: 'password',
  'two-factor': 'password and code',
  sso: 'company account',
};

/** Where somebody is signed in, and a way to end each but the one that looks. */
@Component({
  selector: 'trib-session-list',
  imports: [Chip, MatButton, MatTooltip],
  templateUrl: './session-list.html',
  styleUrl: './session-list.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SessionList {
  protected readonly dates = inject(Formats).dates;
  protected readonly now = inject(MinuteClock).now;

  readonly sessions = input.required<readonly ListedSession[]>();
  /** The one that is being ended. */
  readonly endingId = input<string | null>(null);
  /** The id of the session to end. */
  readonly revoked = output<string>();

  protected readonly methods = METHODS;
}
