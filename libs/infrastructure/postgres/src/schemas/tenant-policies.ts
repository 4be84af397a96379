/** Rows of the agency that the transaction works for, and of no other; without one: none. */
const OWN_ROWS = `agency_id = nullif(current_setting('app.agency', true), '')::uuid`;

/** For `defineEntity` of every table with an `agency_id`. */
export const tenantPolicies = {
  policies: [{ name: 'own_agency', using: OWN_ROWS, check: OWN_ROWS }],
  rowLevelSecurity: 'force' as const,
};
