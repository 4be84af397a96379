/**
 * The walls of the house, as `@nx/enforce-module-boundaries` reads them. Both tag dimensions apply at once:
 * a project must satisfy the row of its platform and the row of its layer.
 */
export const depConstraints = [
  { sourceTag: 'platform:server', onlyDependOnLibsWithTags: ['platform:server', 'platform:shared'] },
  { sourceTag: 'platform:client', onlyDependOnLibsWithTags: ['platform:client', 'platform:shared'] },
  { sourceTag: 'platform:shared', onlyDependOnLibsWithTags: ['platform:shared'] },

  {
    sourceTag: 'layer:domain',
    onlyDependOnLibsWithTags: ['layer:domain'],
    allowedExternalImports: ['decimal.js', 'temporal-polyfill', 'fast-check'],
  },
  {
    sourceTag: 'layer:port',
    onlyDependOnLibsWithTags: ['layer:domain', 'layer:port'],
    allowedExternalImports: [],
  },
  {
    sourceTag: 'layer:application',
    onlyDependOnLibsWithTags: ['layer:domain', 'layer:port', 'layer:application'],
    allowedExternalImports: ['fast-check'],
  },
  { sourceTag: 'layer:adapter', onlyDependOnLibsWithTags: ['layer:domain', 'layer:port'] },
  { sourceTag: 'layer:contract', onlyDependOnLibsWithTags: ['layer:contract'], allowedExternalImports: [] },

  {
    sourceTag: 'layer:data-access',
    onlyDependOnLibsWithTags: ['layer:contract'],
    allowedExternalImports: ['@angular/*', 'rxjs', 'tslib'],
  },
  {
    sourceTag: 'layer:ui',
    onlyDependOnLibsWithTags: [],
    allowedExternalImports: ['@angular/*', 'ngx-echarts', 'echarts', 'echarts/*', 'rxjs', 'tslib', 'uqr'],
  },
  {
    sourceTag: 'layer:feature',
    onlyDependOnLibsWithTags: ['layer:data-access', 'layer:ui', 'layer:contract'],
    allowedExternalImports: ['@angular/*', 'rxjs', 'tslib'],
  },
  {
    sourceTag: 'layer:app',
    onlyDependOnLibsWithTags: [
      'layer:domain',
      'layer:port',
      'layer:application',
      'layer:adapter',
      'layer:contract',
      'layer:data-access',
      'layer:ui',
      'layer:feature',
    ],
  },
  { sourceTag: 'layer:tool', onlyDependOnLibsWithTags: ['layer:contract', 'layer:tool'] },
  {
    sourceTag: 'layer:e2e',
    onlyDependOnLibsWithTags: [
      'layer:contract',
      'layer:application',
      'layer:adapter',
      'layer:port',
      'layer:domain',
      'layer:tool',
      'layer:e2e',
    ],
  },
];
