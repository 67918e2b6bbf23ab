/**
 * Who may know whom: the architecture's table as data. It binds the `src` of each workspace package; a package's tests and benches
 * may import what its `src` may, and `alsoInTests`.
 */
export interface Row {
  /** Workspace packages that it may import, by folder name; 'nothing of ours' and 'everything' are the table's own words. */
  readonly mayImport: readonly string[] | 'nothing of ours' | 'everything'
  /** It may know their types, and load nothing of them. */
  readonly typesOnly?: true
  /** Where the table limits the rest too: these and nothing else, not even a module of Node. */
  readonly fromOutside?: readonly string[]
}

export interface Law {
  readonly scope: string
  readonly rows: Readonly<Record<string, Row>>
  readonly onlyIn: Readonly<Record<string, readonly string[]>>
  readonly alsoInTests: readonly string[]
}

const libraries = ['domain', 'event-store', 'vault', 'ledger', 'transparency', 'read-models', 'service-kit', 'client']

export const law: Law = {
  scope: '@minutier/',

  rows: {
    'packages/domain': { mayImport: 'nothing of ours', fromOutside: ['zod'] },
    'packages/transparency': { mayImport: 'nothing of ours' },
    'packages/event-store': { mayImport: 'nothing of ours' },
    'packages/vault': { mayImport: 'nothing of ours' },
    'packages/ledger': { mayImport: ['domain', 'event-store', 'vault'] },
    'packages/read-models': { mayImport: ['domain', 'event-store'] },
    'packages/service-kit': { mayImport: ['ledger', 'event-store'] },
    'services/*': { mayImport: libraries },
    'packages/client': { mayImport: ['domain'], typesOnly: true },
    'packages/cli': { mayImport: 'everything' },
    'packages/testing': { mayImport: 'everything' },
    tests: { mayImport: 'everything' },
  },

  /** Modules that only these places may import, in `src`. A place is a folder, or the beginning of a file's name. */
  onlyIn: {
    // Each opens a file of its own: the events, the sealed data, the processes' checkpoints, the tables. `testing` breaks them on purpose.
    'node:sqlite': ['packages/event-store/', 'packages/vault/', 'packages/ledger/', 'packages/read-models/', 'packages/testing/'],
    '@eventstore/db-client': ['packages/event-store/', 'packages/testing/'],
    kafkajs: ['services/relay/', 'packages/client/src/kafka'],
    // A loader made with createRequire would hide from this check what it loads.
    'node:module': [],
  },

  alsoInTests: ['testing'],
}
