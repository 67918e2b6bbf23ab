import type { CommandRoute } from '@minutier/service-kit'

/** MSPR: the staged case of a team, for one bloc. */
export const msprsRoutes: readonly CommandRoute[] = [
  { url: '/msprs', command: 'IssueMsprBrief', tag: 'assessment', summary: 'Issue the brief of an MSPR' },
  { url: '/msprs/:msprId/team', command: 'FormMsprTeam', tag: 'assessment', summary: 'Form the team' },
  { url: '/msprs/:msprId/absences', command: 'RecordMsprAbsence', tag: 'assessment', summary: 'Record that a member was absent' },
  { url: '/msprs/:msprId/preparation', command: 'RecordMsprPreparation', tag: 'assessment', summary: 'Record the preparation' },
  { url: '/msprs/:msprId/works', command: 'SubmitIndividualWork', tag: 'assessment', summary: 'Hand in the individual work of a member' },
  { url: '/msprs/:msprId/jury', command: 'ConstituteMsprJury', tag: 'assessment', summary: 'Constitute the jury of the MSPR' },
  { url: '/msprs/:msprId/defence', command: 'RecordMsprDefence', tag: 'assessment', summary: 'Record the defence' },
  { url: '/msprs/:msprId/interruptions', command: 'InterruptMsprDefence', tag: 'assessment', summary: 'Record an interrupted defence' },
  { url: '/msprs/:msprId/assessments', command: 'AssessBloc', tag: 'assessment', summary: 'Assess the bloc of a member' },
  { url: '/msprs/:msprId/seal', command: 'SealMsprResults', tag: 'assessment', summary: 'Seal the results' },
  { url: '/msprs/:msprId/cancellation', command: 'CancelMspr', tag: 'assessment', summary: 'Cancel the MSPR' },
  { url: '/msprs/:msprId/notifications', command: 'NotifyDecision', tag: 'assessment', summary: 'Record that a result was notified' },
  { url: '/msprs/:msprId/appeals', command: 'LodgeAppeal', tag: 'assessment', summary: 'Record an appeal against a result' },
  { url: '/msprs/:msprId/appeals/:appealId/decision', command: 'DecideAppeal', tag: 'assessment', summary: 'Decide the appeal' },
  {
    url: '/msprs/:msprId/annulment-requests',
    command: 'RequestDecisionAnnulment',
    tag: 'assessment',
    summary: 'Ask for the annulment of a result',
  },
  {
    url: '/msprs/:msprId/annulments',
    command: 'AnnulDecision',
    tag: 'assessment',
    summary: 'Confirm the annulment of a result (another person)',
  },
]
