import type { CommandRoute } from '@minutier/service-kit'

/** Enrolment and what changes it. */
export const enrolmentsRoutes: readonly CommandRoute[] = [
  { url: '/candidacies/:candidacyId/enrolment', command: 'EnrolCandidate', tag: 'enrolment', summary: 'Enrol the candidate' },
  { url: '/candidacies/:candidacyId/route', command: 'ChangeRoute', tag: 'enrolment', summary: 'Change the route of access' },
  {
    url: '/candidacies/:candidacyId/centre',
    command: 'TransferCandidate',
    tag: 'enrolment',
    summary: 'Transfer the candidate to another centre',
  },
  {
    url: '/candidacies/:candidacyId/target-blocs',
    command: 'ChangeTargetBlocs',
    tag: 'enrolment',
    summary: 'Change the blocs that the candidate comes for',
  },
  {
    url: '/candidacies/:candidacyId/withdrawal',
    command: 'WithdrawEnrolment',
    tag: 'enrolment',
    summary: 'Record that the candidate withdraws',
  },
  { url: '/candidacies/:candidacyId/resumption', command: 'ResumeEnrolment', tag: 'enrolment', summary: 'Resume a withdrawn enrolment' },
]
