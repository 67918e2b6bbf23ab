import type { CommandRoute } from '@minutier/service-kit'

/** Persons: identity, contact, profile of members. */
export const personsRoutes: readonly CommandRoute[] = [
  { url: '/persons', command: 'RecordIdentity', tag: 'identity', summary: 'Enter a person' },
  { url: '/persons/:personId/rectifications', command: 'RectifyIdentity', tag: 'identity', summary: 'Rectify facts of a person' },
]
