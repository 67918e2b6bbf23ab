import type { CommandRoute } from '@minutier/service-kit'

/** Corrections of recorded facts, in any stream. */
export const correctionRoutes: readonly CommandRoute[] = [
  { url: '/candidacies/:candidacyId/rectifications-of-facts', command: 'RectifyFact', tag: 'audit', summary: 'Rectify a recorded fact' },
  { url: '/candidacies/:candidacyId/annulments-of-facts', command: 'AnnulFact', tag: 'audit', summary: 'Annul a fact recorded by mistake' },
  { url: '/msprs/:msprId/rectifications-of-facts', command: 'RectifyFact', tag: 'audit', summary: 'Rectify a recorded fact' },
  { url: '/msprs/:msprId/annulments-of-facts', command: 'AnnulFact', tag: 'audit', summary: 'Annul a fact recorded by mistake' },
  { url: '/juries/:juryId/rectifications-of-facts', command: 'RectifyFact', tag: 'audit', summary: 'Rectify a recorded fact' },
  { url: '/juries/:juryId/annulments-of-facts', command: 'AnnulFact', tag: 'audit', summary: 'Annul a fact recorded by mistake' },
  {
    url: '/certifications/:certification/rectifications-of-facts',
    command: 'RectifyFact',
    tag: 'audit',
    summary: 'Rectify a recorded fact',
  },
  {
    url: '/certifications/:certification/annulments-of-facts',
    command: 'AnnulFact',
    tag: 'audit',
    summary: 'Annul a fact recorded by mistake',
  },
  { url: '/partners/:siret/rectifications-of-facts', command: 'RectifyFact', tag: 'audit', summary: 'Rectify a recorded fact' },
  { url: '/partners/:siret/annulments-of-facts', command: 'AnnulFact', tag: 'audit', summary: 'Annul a fact recorded by mistake' },
  { url: '/persons/:personId/rectifications-of-facts', command: 'RectifyFact', tag: 'audit', summary: 'Rectify a recorded fact' },
  { url: '/persons/:personId/annulments-of-facts', command: 'AnnulFact', tag: 'audit', summary: 'Annul a fact recorded by mistake' },
]
