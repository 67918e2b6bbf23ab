import type { CommandRoute } from '@minutier/service-kit'

/** Sessions of the jury de certification. */
export const sessionsRoutes: readonly CommandRoute[] = [
  { url: '/juries', command: 'OpenJurySession', tag: 'juries', summary: 'Open a session' },
  { url: '/juries/:juryId/composition', command: 'ConstituteJury', tag: 'juries', summary: 'Constitute the jury' },
  { url: '/juries/:juryId/recusals', command: 'RecuseJuryMember', tag: 'juries', summary: 'Recuse a member' },
  { url: '/juries/:juryId/replacements', command: 'ReplaceJuryMember', tag: 'juries', summary: 'Replace a member' },
  { url: '/juries/:juryId/candidates', command: 'ConveneCandidate', tag: 'juries', summary: 'Convene a candidate' },
  { url: '/juries/:juryId/absences', command: 'RecordAbsence', tag: 'juries', summary: 'Record that a candidate is absent' },
  { url: '/juries/:juryId/excuses', command: 'ExcuseCandidate', tag: 'juries', summary: 'Excuse a candidate' },
  { url: '/juries/:juryId/cancellation', command: 'CancelJurySession', tag: 'juries', summary: 'Cancel the session' },
]
