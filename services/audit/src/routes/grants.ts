import type { CommandRoute } from '@minutier/service-kit'

/** Who may audit. */
export const grantsRoutes: readonly CommandRoute[] = [
  {
    url: '/certifications/:certification/access-grants',
    command: 'GrantAccess',
    tag: 'audit',
    summary: 'Grant access to an auditor or a regulator',
  },
  { url: '/certifications/:certification/access-grants/:grantId/end', command: 'EndAccess', tag: 'audit', summary: 'End an access' },
]
