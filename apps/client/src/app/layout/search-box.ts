import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  ElementRef,
  inject,
  output,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { Icon } from '@tributary/client-ui';

/** Opens the sales that match. The key "/" leads here from anywhere but a field. */
@Component({
  selector: 'trib-search-box',
  imports: [Icon],
  template: `
    <form role="search" (submit)="search($event)">
      <trib-icon name="search" [size]="16" />
      <input
        #field
        type="search"
        name="search"
        aria-label="Search sales, products, orders"
        placeholder="Search sales, products, orders"
        autocomplete="off"
        maxlength="100"
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  `,
  styleUrl: './search-box.css',
  host: { '(document:keydown)': 'catchKey($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SearchBox {
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly searched = output();

  focus(): void {
    this.field().nativeElement.focus();
    this.field().nativeElement.select();
  }

  protected search(event: Event): void {
    event.preventDefault();
    const search = this.field().nativeElement.value.trim();
    this.searched.emit();
    void this.router.navigate(['/sales'], { queryParams: search === '' ? {} : { search } });
  }

  protected catchKey(event: KeyboardEvent): void {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(this.document))
      return;
    event.preventDefault();
    this.focus();
  }
}

function isTyping({ activeElement }: Document): boolean {
  return (
    activeElement instanceof HTMLElement &&
    (activeElement.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(activeElement.tagName))
  );
}
