import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

const nodeBuiltins = builtinModules.filter((name) => !name.startsWith('_'));

/**
 * Code that Temporal replays, and the pure domain that it calls, must give the same answer on every machine, in every
 * zone, at any time. So it has no access to the outside and no clock or zone that the machine decides.
 */
const noOutside = {
  'no-restricted-imports': [
    'error',
    {
      paths: nodeBuiltins.map((name) => ({ name, message: 'Deterministic code has no Node built-ins.' })),
      patterns: [{ group: ['node:*'], message: 'Deterministic code has no Node built-ins.' }],
    },
  ],
  'no-restricted-globals': [
    'error',
    ...[
      'process',
      'fetch',
      'Buffer',
      'setImmediate',
      'XMLHttpRequest',
      'WebSocket',
      'crypto',
      'performance',
    ].map((name) => ({ name, message: 'Deterministic code cannot reach outside.' })),
  ],
};

const localTime = [
  {
    selector:
      'MemberExpression[property.name=/^(get|set)(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|Year|TimezoneOffset)$/]',
    message: "Local time depends on the machine's zone: name the zone, through libs/domain/calendar.",
  },
  {
    selector: 'MemberExpression[property.name=/^toLocale|^to(Date|Time)String$/]',
    message: "Depends on the machine's zone or language: name both.",
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length>1]',
    message: "Reads its parts in the machine's zone: name the zone, through libs/domain/calendar.",
  },
];

const clockAndChance = [
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: 'The domain has no clock: the instant is among the facts.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'The domain has no clock: the instant is among the facts.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'The domain has no chance: the same input gives the same answer.',
  },
  {
    selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]',
    message: 'The domain has no clock: the instant is among the facts.',
  },
];

const restrictSyntax = (...selectors) => ({ 'no-restricted-syntax': ['error', ...selectors] });

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', '.luze/', 'apps/console/dist/', 'apps/console/src/api/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A promise nobody waits for is an error nobody hears of; in a workflow it is also a command out of order.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['workflows/**/*.ts', 'libs/contracts/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { ...noOutside, ...restrictSyntax(...localTime) },
  },
  {
    files: ['libs/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { ...noOutside, ...restrictSyntax(...localTime, ...clockAndChance) },
  },
);
