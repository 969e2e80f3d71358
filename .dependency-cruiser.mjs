/**
 * Who may import whom: the layout as rules, type-only imports included. Each rule is an allow list: what it does not
 * name is forbidden. A folder that does not exist yet matches nothing, so its rule waits for it.
 */

/** Test files stand beside the code and may reach for more than the code may. */
const specs = '\\.(spec|test)\\.tsx?$';

/** A package of node_modules, by name; a trailing slash stands for a whole scope. */
const npm = (...names) => `^node_modules/(@types/)?(${names.join('|')})`;
const nodeBuiltins =
  '^(node:)?(assert|async_hooks|buffer|child_process|cluster|crypto|dgram|dns|events|fs|http|http2|https|' +
  'module|net|os|path|perf_hooks|process|readline|stream|timers|tls|url|util|v8|vm|worker_threads|zlib)(/|$)';

/** Forbids files under `from` to import anything but what `mayImport` names. */
const only = (name, comment, from, mayImport) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: specs },
  // What leads nowhere has a rule of its own.
  to: { pathNot: mayImport, couldNotResolve: false },
});

const allowLists = [
  only(
    'domain-is-pure',
    'The same rules decide in production, in a rehearsal and in an explanation. They can only do so when they depend on nothing but dates.',
    '^libs/domain/',
    ['^libs/domain/', npm('chinese-days/', 'rrule-temporal/', 'temporal-polyfill/', 'temporal-spec/')],
  ),
  only(
    'contracts-are-names-and-messages',
    'Contracts are read by workflows, worker and API alike: whatever they import ends up in all three.',
    '^libs/contracts/',
    ['^libs/contracts/', '^libs/domain/', npm('@temporalio/workflow/', '@temporalio/common/')],
  ),
  only(
    'workflows-are-replayed',
    'Workflow code runs again years later against its history, so it may reach only what is deterministic.',
    '^workflows/',
    ['^workflows/', '^libs/contracts/', '^libs/domain/', npm('@temporalio/workflow/', '@temporalio/common/')],
  ),
  {
    name: 'workflows-take-types-of-the-domain',
    comment:
      'The domain decides inside settle, where its code may grow freely. Were it called in a workflow, every change of a rule would break the replay of running ones.',
    severity: 'error',
    from: { path: '^workflows/', pathNot: specs },
    to: { path: '^libs/domain/', dependencyTypesNot: ['type-only'] },
  },
  only(
    'activities-use-libraries',
    'An activity is one concern over the libraries; it knows no application and no workflow.',
    '^activities/',
    ['^activities/', '^libs/', '^node_modules/', nodeBuiltins],
  ),
  only(
    'libraries-know-no-user-of-theirs',
    'A library is used by several applications, so it must not know any of them.',
    '^libs/',
    ['^libs/', '^node_modules/', nodeBuiltins],
  ),
  {
    name: 'persistence-stores-domain-types',
    comment: 'Persistence says how a domain type is stored. It decides nothing, so it needs only its types.',
    severity: 'error',
    from: { path: '^libs/persistence/', pathNot: specs },
    to: { path: '^libs/domain/', dependencyTypesNot: ['type-only'] },
  },
  only(
    'persistence-is-about-the-database',
    'Were the repositories to use other libraries, they could not be tested against a bare database.',
    '^libs/persistence/',
    [
      '^libs/persistence/',
      '^libs/domain/',
      npm('typeorm/', 'pg/', 'reflect-metadata/', 'uuid/'),
      nodeBuiltins,
    ],
  ),
  only(
    'ledger-stands-alone',
    'Somebody who doubts us must be able to read the verifier whole and run it without the rest.',
    '^libs/ledger/',
    ['^libs/ledger/', npm('canonicalize/'), '^(node:)?(buffer|crypto|fs|path|stream|util|zlib)(/|$)'],
  ),
  only(
    'privacy-is-small',
    'What stands between a stolen database and what is said there about people must be read whole: cryptography of Node, and the tables.',
    '^libs/privacy/',
    [
      '^libs/privacy/',
      '^libs/files/',
      '^libs/persistence/',
      '^libs/domain/time',
      npm('typeorm/'),
      '^(node:)?(crypto|fs|path)(/|$)',
    ],
  ),
  only(
    'config-needs-no-framework',
    'The command line, the worker and the API read the same configuration; only one of them has a framework.',
    '^libs/config/',
    ['^libs/config/', npm('class-validator/', 'class-transformer/', 'reflect-metadata/'), nodeBuiltins],
  ),
  only(
    'api-talks-through-contracts',
    'The API reaches a workflow by its messages and never by its code.',
    '^apps/api/',
    ['^apps/api/', '^libs/', '^node_modules/', nodeBuiltins],
  ),
  only(
    'worker-wires-activities',
    'The worker takes workflows as a bundle, by path: importing them would run them outside their sandbox.',
    '^apps/worker/',
    ['^apps/worker/', '^activities/', '^libs/', '^node_modules/', nodeBuiltins],
  ),
  only(
    'cli-uses-libraries',
    'The command line starts the applications as processes; it shares libraries with them and nothing else.',
    '^apps/cli/',
    ['^apps/cli/', '^libs/', '^node_modules/', nodeBuiltins],
  ),
  only(
    'console-knows-the-api-only',
    'The console is a client like any other: what the API does not offer, it does not have.',
    '^apps/console/',
    ['^apps/console/', '^node_modules/(?!@nestjs/|typeorm/|pg/|@temporalio/)'],
  ),
];

export default {
  forbidden: [
    ...allowLists,
    {
      name: 'no-cycles',
      comment: 'Of two files that import each other neither can be read, tested or loaded alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-way-from-workflows-to-the-outside',
      comment:
        'A bundle that compiles is no proof of determinism: whatever stands behind an import, at any distance, must stay out.',
      severity: 'error',
      from: { path: '^workflows/', pathNot: specs },
      to: {
        path: [npm('typeorm/', '@nestjs/', 'pg/', 'class-validator/', 'class-transformer/'), nodeBuiltins],
        reachable: true,
      },
    },
    {
      name: 'tests-stay-out-of-the-product',
      comment: 'A helper of the tests that the product needs is no helper of the tests.',
      severity: 'error',
      from: { path: '^(apps|workflows|activities|libs)/', pathNot: specs },
      to: { path: ['^test/', specs] },
    },
    {
      name: 'declared-packages-only',
      comment: 'A package that only another package brings along goes away when that one changes its mind.',
      severity: 'error',
      from: { path: '^(apps|workflows|activities|libs)/', pathNot: specs },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'imports-resolve',
      comment: 'An import that leads nowhere escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
