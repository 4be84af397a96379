import { KEYS } from './defences/keys';
import { PEOPLE } from './defences/people';
import { RECORDS } from './defences/records';
import { TENANCY } from './defences/tenancy';
import { WEB } from './defences/web';
import type { Mutation } from './mutation';

/** Every defence whose test is proved to be able to fail. */
export const MUTATIONS: readonly Mutation[] = [...PEOPLE, ...TENANCY, ...RECORDS, ...KEYS, ...WEB];
