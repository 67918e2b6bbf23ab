import type { CommandRoute } from '@minutier/service-kit'

/** The dossier professionnel of the final épreuve. */
export const dossiersRoutes: readonly CommandRoute[] = [
  { url: '/candidacies/:candidacyId/dossier', command: 'SubmitDossier', tag: 'assessment', summary: 'Hand in the dossier professionnel' },
  {
    url: '/candidacies/:candidacyId/dossier/acceptance',
    command: 'AcceptDossier',
    tag: 'assessment',
    summary: 'Deem the dossier compliant',
  },
  { url: '/candidacies/:candidacyId/dossier/return', command: 'ReturnDossier', tag: 'assessment', summary: 'Return the dossier' },
]
