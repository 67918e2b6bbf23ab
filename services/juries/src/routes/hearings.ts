import type { CommandRoute } from '@minutier/service-kit'

/** Hearings and decisions. */
export const hearingsRoutes: readonly CommandRoute[] = [
  { url: '/juries/:juryId/defences', command: 'RecordDefence', tag: 'juries', summary: 'Record a defence' },
  { url: '/juries/:juryId/vae-interviews', command: 'RecordVaeInterview', tag: 'juries', summary: 'Record a VAE interview' },
  { url: '/juries/:juryId/interruptions', command: 'InterruptDefence', tag: 'juries', summary: 'Record an interrupted defence' },
  {
    url: '/juries/:juryId/assessments',
    command: 'RecordFinalAssessment',
    tag: 'juries',
    summary: 'Record the assessment of the final épreuve',
  },
  { url: '/juries/:juryId/deliberations', command: 'RecordDeliberation', tag: 'juries', summary: 'Record a deliberation and its votes' },
  { url: '/juries/:juryId/decisions', command: 'RecordJuryDecision', tag: 'juries', summary: 'Record the decision' },
]
