import { HttpClient } from '@angular/common/http';
import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type {
  AcceptInvitationRequest,
  AccessToken,
  SecondFactorNeeded,
  SecondFactorRequest,
  SignInAnswer,
  SignInRequest,
} from '@tributary/api-contract';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from './api-url';
import { toProblemError } from './problem-error';
import { refreshInTurn, SessionHint } from './session-hint';

export type SessionStatus = 'unknown' | 'signed-in' | 'signed-out';

/** The token is renewed this long before it ends. */
const RENEW_BEFORE_MS = 60_000;
/** A clock that runs ahead must not turn renewal into a storm. */
const SHORTEST_RENEWAL_MS = 30_000;

/**
 * Who is signed in on this page. The access token lives in this object only; what survives a reload is the
 * HttpOnly refresh cookie, which scripts cannot read.
 */
@Injectable({ providedIn: 'root' })
export class AuthSession {
  private readonly http = inject(HttpClient);
  private readonly hint = inject(SessionHint);
  private readonly current = signal<AccessToken | null>(null);
  private readonly state = signal<SessionStatus>('unknown');
  private renewal: ReturnType<typeof setTimeout> | undefined;
  private refreshing: Promise<string | null> | undefined;

  readonly status = this.state.asReadonly();
  readonly isSignedIn = computed(() => this.state() === 'signed-in');

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.renewal);
    });
  }

  /** The token in hand, or null. */
  accessToken(): string | null {
    return this.current()?.accessToken ?? null;
  }

  /** Once at start, and by guards: signs in again by cookie when nobody asked yet. Never rejects. */
  async restore(): Promise<boolean> {
    if (this.state() !== 'unknown') return this.isSignedIn();
    if (!this.hint.mayExist()) {
      this.end();
      return false;
    }
    await this.refresh().catch(() => undefined);
    return this.isSignedIn();
  }

  /**
   * Rejects with a ProblemError: 401 wrong e-mail or password, 429 throttled.
   * @returns what the second step needs, where the member has one; null when they are signed in.
   */
  async signIn(request: SignInRequest): Promise<SecondFactorNeeded | null> {
    const answer = await firstValueFrom(this.http.post<SignInAnswer>(apiUrl('auth', 'sign-in'), request));
    if ('secondFactorTicket' in answer) return answer;
    this.begin(answer);
    return null;
  }

  /** Rejects with a ProblemError: 401 wrong code, or `sign-in-expired`; 429 throttled. */
  async completeSignIn(request: SecondFactorRequest): Promise<void> {
    this.begin(await firstValueFrom(this.http.post<AccessToken>(apiUrl('auth', 'second-factor'), request)));
  }

  /** Joins an agency and is signed in. Rejects with a ProblemError: 404 the link is not open any more. */
  async acceptInvitation(request: AcceptInvitationRequest): Promise<void> {
    const answer = this.http.post<AccessToken>(apiUrl('auth', 'invitation', 'accept'), request);
    this.begin(await firstValueFrom(answer));
  }

  /** After signing in elsewhere: the cookie has come, though this page knows of no session. Never rejects. */
  adopt(): Promise<boolean> {
    this.hint.set();
    this.state.set('unknown');
    return this.restore();
  }

  /** Ends the session here even when the server cannot be told. */
  async signOut(): Promise<void> {
    try {
      await firstValueFrom(this.http.post(apiUrl('auth', 'sign-out'), null));
    } finally {
      this.end();
    }
  }

  /**
   * A new token by cookie; callers at the same moment share one request, since the cookie is single use.
   * null when the session is over. Rejects, and keeps the session, when the server could not be asked.
   */
  refresh(): Promise<string | null> {
    this.refreshing ??= this.askForToken().finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  /** Forgets the token: the next guarded page asks to sign in. */
  end(): void {
    clearTimeout(this.renewal);
    this.hint.clear();
    this.current.set(null);
    this.state.set('signed-out');
  }

  private async askForToken(): Promise<string | null> {
    try {
      const ask = () => firstValueFrom(this.http.post<AccessToken>(apiUrl('auth', 'refresh'), null));
      const token = await refreshInTurn(ask);
      this.begin(token);
      return token.accessToken;
    } catch (error) {
      const { status } = toProblemError(error);
      if (status !== 401 && status !== 403) throw error;
      this.end();
      return null;
    }
  }

  private begin(token: AccessToken): void {
    this.hint.set();
    this.current.set(token);
    this.state.set('signed-in');
    clearTimeout(this.renewal);
    const wait = Date.parse(token.expiresAt) - Date.now() - RENEW_BEFORE_MS;
    this.renewal = setTimeout(
      () => {
        // A failure here is not the end: the next call that answers 401 asks again.
        this.refresh().catch(() => undefined);
      },
      Math.max(wait, SHORTEST_RENEWAL_MS),
    );
  }
}
