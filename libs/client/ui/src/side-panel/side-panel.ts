import { A11yModule } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  DOCUMENT,
  inject,
  input,
  output,
  signal,
} from '@angular/core';

/** From here the panel stands beside the content; below it lies over it, under 600 px it is a page. */
const DOCKED = '(width >= 1280px)';

/**
 * A panel at the right edge. Takes the focus when it opens and gives it back when it closes; Escape asks to close.
 * Beside the content it leaves the page usable, over it the focus stays inside.
 */
@Component({
  selector: 'trib-side-panel',
  imports: [A11yModule],
  templateUrl: './side-panel.html',
  styleUrl: './side-panel.css',
  host: { '[style.--panel-width.px]': 'width()', '(document:keydown.escape)': 'escape($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SidePanel {
  /** Pixels: 440 a sale, 424 a proof, 480 a form. */
  readonly width = input(440);
  readonly label = input.required<string>();

  readonly closed = output();

  protected readonly isDocked = signal(true);

  constructor() {
    const media = inject(DOCUMENT).defaultView?.matchMedia(DOCKED);
    if (!media) return;
    const follow = () => {
      this.isDocked.set(media.matches);
    };
    follow();
    media.addEventListener('change', follow);
    inject(DestroyRef).onDestroy(() => {
      media.removeEventListener('change', follow);
    });
  }

  protected escape(event: Event): void {
    // A menu or list that is open inside takes the key for itself.
    if (!event.defaultPrevented) this.closed.emit();
  }
}
