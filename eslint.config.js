import tseslint from 'typescript-eslint';

/**
 * The import zones of docs/architecture.md. One block per folder: flat config replaces a rule's options where two blocks
 * match one file, so a zone must carry everything that holds for its folder. Patterns are regular expressions because
 * `group: ['#domain/*']` never matches (`#` begins a comment there).
 */
const impureCalls = [
  {
    object: 'Date',
    property: 'now',
    message: 'Take the time as an argument; only adapters/observability/clock.ts reads it.',
  },
  { object: 'Math', property: 'random', message: 'Take the randomness as an argument.' },
];
const impureNew = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Take the time as an argument; only adapters/observability/clock.ts reads it.',
};

function zone(files, forbidden, { pure = false, ignores = [] } = {}) {
  return {
    files,
    ignores,
    rules: {
      'no-restricted-imports': ['error', { patterns: forbidden.map(([regex, message]) => ({ regex, message })) }],
      'no-restricted-properties': pure ? ['error', ...impureCalls] : 'off',
      'no-restricted-syntax': pure ? ['error', impureNew] : 'off',
    },
  };
}

const privateToItself = 'A lambda folder is private to itself; what two share belongs in packages/.';
const privateLambda = ['(^|/)lambdas/', 'A lambda folder is private: only local/ and test/ import its handler.'];

export default tseslint.config(
  { ignores: ['node_modules', '.local', '**/dist', 'cdk.out'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/strict-boolean-expressions': [
        'error',
        { allowNullableNumber: false, allowNullableString: true, allowNullableBoolean: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 400 }],
    },
  },
  zone(
    ['packages/domain/**/*.ts'],
    [
      ['^#|^node:|^[a-z@]', 'domain/ imports only itself.'],
      ['/(contracts|adapters)/', 'domain/ imports only itself.'],
    ],
    { pure: true },
  ),
  zone(
    ['packages/contracts/**/*.ts'],
    [
      ['^#adapters/|^node:', 'contracts/ imports only domain/.'],
      ['/adapters/', 'contracts/ imports only domain/.'],
    ],
    { pure: true },
  ),
  zone(
    ['packages/adapters/**/*.ts'],
    [['/(lambdas|services|local|lib|frontend)/', 'adapters/ imports contracts/ and domain/.']],
    { pure: true, ignores: ['packages/adapters/observability/clock.ts'] },
  ),
  zone(
    ['packages/adapters/observability/clock.ts'],
    [['/(lambdas|services|local|lib|frontend)/', 'adapters/ imports contracts/ and domain/.']],
  ),
  zone(
    ['lambdas/*/*.ts'],
    [
      ['^\\.\\./', privateToItself],
      ['/(local|services|lib|frontend)/', 'A lambda imports packages/ only.'],
    ],
    { pure: true },
  ),
  // A folder within a lambda may look up into it, and no further.
  zone(
    ['lambdas/*/*/**/*.ts'],
    [
      ['^\\.\\./\\.\\./', privateToItself],
      ['/(local|services|lib|frontend)/', 'A lambda imports packages/ only.'],
    ],
    { pure: true },
  ),
  zone(['services/**/*.ts'], [['/(lambdas|local|lib|frontend)/', 'A service imports packages/ only.']], {
    pure: true,
    ignores: ['services/*/sources/**'],
  }),
  zone(
    ['services/*/sources/**/*.ts'],
    [
      ['^\\.\\./\\.\\./', 'A source imports its own folder, its port and packages/.'],
      ['/(lambdas|local|lib|frontend)/', 'A service imports packages/ only.'],
    ],
    { pure: true },
  ),
  zone(
    ['lib/**/*.ts'],
    [
      ['^#(domain|adapters)/', 'lib/ imports contracts/ names only.'],
      privateLambda,
      ['/(local|services|frontend)/', 'lib/ names entry files by path.'],
    ],
  ),
  zone(
    ['bin/**/*.ts'],
    [
      ['^#(domain|adapters)/', 'bin/ imports lib/.'],
      privateLambda,
      ['/(local|services|frontend)/', 'bin/ imports lib/.'],
    ],
  ),
  zone(
    ['frontend/**/*.ts', 'frontend/**/*.tsx'],
    [
      ['^#adapters/|^node:', 'The page imports domain/ and contracts/.'],
      ['/(lambdas|lib|local|services|adapters)/', 'The page imports domain/ and contracts/.'],
      ['^maplibre-gl', 'Only frontend/src/map/ knows the map library.'],
    ],
    { ignores: ['frontend/vite.config.ts', 'frontend/src/map/**'] },
  ),
  zone(
    ['frontend/src/map/**/*.ts', 'frontend/src/map/**/*.tsx'],
    [
      ['^#adapters/|^node:', 'The page imports domain/ and contracts/.'],
      ['/(lambdas|lib|local|services|adapters)/', 'The page imports domain/ and contracts/.'],
    ],
  ),
  zone(['local/**/*.ts', 'bench/**/*.ts', 'tools/**/*.ts'], [['(^|/)(lib|bin)/', 'Infrastructure is for synth only.']]),
  // Operators' commands go by the settings of a stage, which are plain values.
  zone(
    ['tools/aws/**/*.ts'],
    [
      [
        '(^|/)(bin/|lib/(?!(config|deployment-settings|stage-settings)\\.ts$))',
        'Of infrastructure only the settings (lib/config.ts) are for commands.',
      ],
    ],
  ),
  {
    files: ['local/**', 'bench/**', 'tools/**', 'bin/**', 'services/*/main.ts', 'test/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**'],
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Fakes are async because the ports are.
      '@typescript-eslint/require-await': 'off',
    },
  },
);
