import type { CommandRoute } from '@minutier/service-kit'

/** Accommodations of candidates with a disability. */
export const accommodationsRoutes: readonly CommandRoute[] = [
  {
    url: '/candidacies/:candidacyId/accommodations',
    command: 'RequestAccommodation',
    tag: 'enrolment',
    summary: 'Record a written request',
  },
  {
    url: '/candidacies/:candidacyId/accommodations/:accommodationId/grants',
    command: 'GrantAccommodation',
    tag: 'enrolment',
    summary: 'Grant the measures',
  },
  {
    url: '/candidacies/:candidacyId/accommodations/:accommodationId/refusals',
    command: 'RefuseAccommodation',
    tag: 'enrolment',
    summary: 'Refuse the request',
  },
  {
    url: '/candidacies/:candidacyId/accommodations/:accommodationId/withdrawal',
    command: 'WithdrawAccommodation',
    tag: 'enrolment',
    summary: 'Withdraw the request or the grant',
  },
]
