import type { CommandRoute } from '@minutier/service-kit'

/** Blocs that come another way than by an MSPR. */
export const blocsRoutes: readonly CommandRoute[] = [
  {
    url: '/candidacies/:candidacyId/equivalences',
    command: 'CreditBlocByEquivalence',
    tag: 'assessment',
    summary: 'Credit a bloc by equivalence',
  },
  {
    url: '/candidacies/:candidacyId/bloc-exemptions',
    command: 'ExemptBloc',
    tag: 'assessment',
    summary: 'Exempt the candidate from a bloc',
  },
  {
    url: '/candidacies/:candidacyId/epreuve-exemptions',
    command: 'ExemptEpreuvePart',
    tag: 'assessment',
    summary: 'Exempt the candidate from a part of an épreuve',
  },
  { url: '/candidacies/:candidacyId/retakes', command: 'ScheduleBlocRetake', tag: 'assessment', summary: 'Schedule the retake of a bloc' },
]
