import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier/flat';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { depConstraints } from './tools/architecture/dep-constraints.mjs';

/** The rings inside the hexagon know no runtime: the boundary rule does not see Node's own modules. */
const noNodeModules = {
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        { group: ['node:*'], message: 'Domain, ports and application are free of Node: add a port.' },
      ],
    },
  ],
};

const sizes = {
  'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 3],
  complexity: ['error', 8],
};

/**
 * Whoever lints one project has the types of that project. `tools/checks` lints all of them at once and names one program
 * for the lot: each library is read once then, not once for every project that uses it.
 */
const { LINT_PROGRAM } = process.env;
const types = LINT_PROGRAM ? { project: [LINT_PROGRAM] } : { projectService: true };

export default defineConfig(
  {
    ignores: [
      '**/dist',
      '**/coverage',
      '**/.angular',
      '**/.nx',
      '**/tmp',
      'data',
      '**/migrations/Migration*.ts',
      'tools/workspace/templates',
    ],
  },
  { plugins: { '@nx': nx } },
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { ...types, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...sizes,
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use an `as const` list and a union.' },
        { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
      ],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints }],
    },
  },
  { files: ['libs/{domain,ports,application}/src/**/*.ts'], rules: noNodeModules },
  {
    // Nest and Angular read constructor parameter types at run time: they are values, not types.
    files: ['apps/**/*.ts', 'libs/client/**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'off',
      // Nest types its options as classes and takes object literals.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    files: ['**/*.spec.ts', '**/testing.ts', '**/testing/**/*.ts', 'apps/*-e2e/**/*.ts'],
    // A table test has a parameter for each column.
    rules: { 'max-lines-per-function': 'off', 'max-lines': 'off', 'max-params': 'off' },
  },
  {
    files: ['libs/client/**/*.ts', 'apps/client/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': [
        'error',
        { type: 'element', prefix: 'trib', style: 'kebab-case' },
      ],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'trib', style: 'camelCase' },
      ],
    },
  },
  {
    files: ['libs/client/**/*.html', 'apps/client/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  prettier,
);
