import type { CommandRoute } from '@minutier/service-kit'

/** Applications, prerequisites and admission to training. */
export const applicationsRoutes: readonly CommandRoute[] = [
  { url: '/candidacies', command: 'ReceiveApplication', tag: 'enrolment', summary: 'Open a candidacy with an application' },
  {
    url: '/candidacies/:candidacyId/application/completions',
    command: 'CompleteApplication',
    tag: 'enrolment',
    summary: 'Add the pieces that were missing',
  },
  {
    url: '/candidacies/:candidacyId/prerequisites',
    command: 'VerifyPrerequisite',
    tag: 'enrolment',
    summary: 'Record that a prerequisite is held',
  },
  {
    url: '/candidacies/:candidacyId/positioning-tests',
    command: 'RecordPositioningTest',
    tag: 'enrolment',
    summary: 'Record a positioning test',
  },
  {
    url: '/candidacies/:candidacyId/selection-interviews',
    command: 'RecordSelectionInterview',
    tag: 'enrolment',
    summary: 'Record the selection interview',
  },
  {
    url: '/candidacies/:candidacyId/exceptional-admission/requests',
    command: 'RequestExceptionalAdmission',
    tag: 'enrolment',
    summary: 'Ask the commission for an exceptional admission',
  },
  {
    url: '/candidacies/:candidacyId/exceptional-admission/grants',
    command: 'GrantExceptionalAdmission',
    tag: 'enrolment',
    summary: 'Record that the commission grants it',
  },
  {
    url: '/candidacies/:candidacyId/exceptional-admission/refusals',
    command: 'RefuseExceptionalAdmission',
    tag: 'enrolment',
    summary: 'Record that the commission refuses it',
  },
  { url: '/candidacies/:candidacyId/admission/grants', command: 'GrantAdmission', tag: 'enrolment', summary: 'Admit the candidate' },
  { url: '/candidacies/:candidacyId/admission/refusals', command: 'RefuseAdmission', tag: 'enrolment', summary: 'Refuse the candidate' },
]
