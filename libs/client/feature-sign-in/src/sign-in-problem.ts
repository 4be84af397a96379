import { toProblemError } from '@tributary/client-data-access';

/** What went wrong, in the same words whether or not the account exists. */
export interface SignInProblem {
  readonly heading: string;
  readonly text: string;
  /** The sentence on how to get a new password helps here. */
  readonly isAboutPassword: boolean;
}

export function signInProblem(error: unknown): SignInProblem {
  const problem = toProblemError(error);
  if (problem.status === 401 || problem.status === 400 || problem.status === 422) {
    return {
      heading: 'E-mail or password is not right.',
      text: 'Check both, or reset the password.',
      isAboutPassword: true,
    };
  }
  if (problem.status === 429) {
    return {
      heading: 'Too many tries.',
      text: `Wait ${waitText(problem.retryAfterSeconds)}, then try again.`,
      isAboutPassword: false,
    };
  }
  return { heading: 'Not signed in.', text: problem.message, isAboutPassword: false };
}

/** Rounded up: nobody should come back a second too early. */
function waitText(seconds: number | null): string {
  if (seconds === null) return 'a few minutes';
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} s`;
  const minutes = Math.ceil(seconds / 60);
  return `${minutes} min`;
}
