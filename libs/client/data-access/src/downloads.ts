import { HttpClient, type HttpResponse } from '@angular/common/http';
import { DOCUMENT, inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';

/** The browser asks for the address some time after the click. */
const KEPT_MS = 60_000;

/**
 * Files that only a signed-in member gets: a link could not send the token, so the file is fetched as a call like any
 * other and then handed to the browser.
 */
@Injectable({ providedIn: 'root' })
export class Downloads {
  private readonly http = inject(HttpClient);
  private readonly document = inject(DOCUMENT);

  /** @throws {ProblemError} when the server gives no file. */
  async save(url: string, params: Record<string, string | readonly string[]>): Promise<void> {
    // As bytes: as text the browser would take the byte order mark off, which spreadsheets need.
    const asked = this.http.get(url, { params, observe: 'response', responseType: 'arraybuffer' });
    const answer = await firstValueFrom(asked);
    const type = answer.headers.get('Content-Type') ?? 'application/octet-stream';
    this.hand(new Blob([answer.body ?? new ArrayBuffer()], { type }), fileName(answer));
  }

  /** What the page has already. */
  hand(file: Blob, name: string): void {
    const address = URL.createObjectURL(file);
    const link = this.document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => {
      URL.revokeObjectURL(address);
    }, KEPT_MS);
  }
}

function fileName({ headers }: HttpResponse<unknown>): string {
  const [, name] = /filename="([^"]+)"/.exec(headers.get('Content-Disposition') ?? '') ?? [];
  return name ?? 'download';
}
