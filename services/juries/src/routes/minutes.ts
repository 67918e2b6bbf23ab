import type { CommandRoute } from '@minutier/service-kit'

/** Minutes, and what follows a decision. */
export const minutesRoutes: readonly CommandRoute[] = [
  { url: '/juries/:juryId/signatures', command: 'SignMinutes', tag: 'juries', summary: 'Sign the minutes' },
  { url: '/juries/:juryId/seal', command: 'SealMinutes', tag: 'juries', summary: 'Seal the minutes: decisions take effect' },
  { url: '/juries/:juryId/notifications', command: 'NotifyDecision', tag: 'juries', summary: 'Record that a decision was notified' },
  { url: '/juries/:juryId/appeals', command: 'LodgeAppeal', tag: 'juries', summary: 'Record an appeal' },
  { url: '/juries/:juryId/appeals/:appealId/decision', command: 'DecideAppeal', tag: 'juries', summary: 'Decide the appeal' },
  {
    url: '/juries/:juryId/annulment-requests',
    command: 'RequestDecisionAnnulment',
    tag: 'juries',
    summary: 'Ask for the annulment of a decision',
  },
  {
    url: '/juries/:juryId/annulments',
    command: 'AnnulDecision',
    tag: 'juries',
    summary: 'Confirm the annulment of a decision (another person)',
  },
]
