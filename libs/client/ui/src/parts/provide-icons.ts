import {
  type EnvironmentProviders,
  inject,
  InjectionToken,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
} from '@angular/core';
import { MatIconRegistry } from '@angular/material/icon';
import { DomSanitizer } from '@angular/platform-browser';

/** True where the sprite is registered. Without it (specs) icons keep their room and stay blank. */
export const HAS_ICONS = new InjectionToken<boolean>('HAS_ICONS', { factory: () => false });

/** Registers the one sprite. `url` is a constant of the shell, never built from what a user sends. */
export function provideIcons(url: string): EnvironmentProviders {
  return makeEnvironmentProviders([
    { provide: HAS_ICONS, useValue: true },
    provideEnvironmentInitializer(() => {
      const trusted = inject(DomSanitizer).bypassSecurityTrustResourceUrl(url);
      inject(MatIconRegistry).addSvgIconSet(trusted);
    }),
  ]);
}
