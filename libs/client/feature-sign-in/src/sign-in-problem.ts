import type { SingleSignOnProblem } from '@tributary/api-contract';
import { type ProblemError, toProblemError } from '@tributary/client-data-access';

/** What went wrong, in the same words whether or not the account exists. */
export interface SignInProblem {
  readonly heading: string;
  readonly text: string;
  /** The sentence on how to get a new password helps here. */
  readonly isAboutPassword: boolean;
}

/** Of whoever comes back from the identity provider without being signed in; none for a code nobody knows. */
export function singleSignOnProblem(code: string | null | undefined): SignInProblem | null {
  const words = Object.entries(SINGLE_SIGN_ON).find(([known]) => known === code)?.[1];
  return words ? { ...words, isAboutPassword: false } : null;
}

const SINGLE_SIGN_ON: Readonly<Record<SingleSignOnProblem, Pick<SignInProblem, 'heading' | 'text'>>> = {
  cancelled: { heading: 'Sign-in was cancelled.', text: 'Start again when you are ready.' },
  unproven: {
    heading: 'That sign-in is not valid any more.',
    text: 'It took too long, or was started in another window. Start again from here.',
  },
  unavailable: {
    heading: 'Your company’s sign-in does not answer.',
    text: 'Wait a minute, then try again, or use your password.',
  },
  'not-allowed': {
    heading: 'Your account has no access here.',
    text: 'Ask whoever manages accounts at your company for access to Tributary.',
  },
  unverified: {
    heading: 'Your e-mail address is not confirmed.',
    text: 'Confirm it where you sign in for your company, then start again.',
  },
  suspended: { heading: 'Your agency is suspended.', text: 'Ask whoever runs this Tributary.' },
};

export function signInProblem(error: unknown): SignInProblem {
  const problem = toProblemError(error);
  if (problem.status === 401 || problem.status === 400 || problem.status === 422) {
    return {
      heading: 'E-mail or password is not right.',
      text: 'Check both, or reset the password.',
      isAboutPassword: true,
    };
  }
  return otherProblem(problem);
}

/** Of the code that is asked for after the password. */
export function secondStepProblem(error: unknown): SignInProblem {
  const problem = toProblemError(error);
  if (problem.code === 'sign-in-expired') {
    return { heading: 'That took too long.', text: 'Sign in again from here.', isAboutPassword: false };
  }
  if (problem.status === 401 || problem.status === 400) {
    const text = 'Type the one that the app shows now, or a recovery code.';
    return { heading: 'The code is not right.', text, isAboutPassword: false };
  }
  return otherProblem(problem);
}

function otherProblem(problem: ProblemError): SignInProblem {
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
