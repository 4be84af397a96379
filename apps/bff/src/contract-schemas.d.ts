/** The schemas of `@tributary/api-contract` by type name; `build.mjs` makes them from the types. */
declare module 'virtual:contract-schemas' {
  export const contractSchemas: Readonly<Record<string, object>>;
}
