import type { CommandRoute } from '@minutier/service-kit'

/** The feasibility file and its admissibility. */
export const feasibilityRoutes: readonly CommandRoute[] = [
  { url: '/vae-candidacies', command: 'RecordFeasibilityFile', tag: 'vae', summary: 'Open a VAE candidacy with a feasibility file' },
  {
    url: '/candidacies/:candidacyId/feasibility-file/incompleteness',
    command: 'DeclareFeasibilityFileIncomplete',
    tag: 'vae',
    summary: 'Declare the file incomplete',
  },
  {
    url: '/candidacies/:candidacyId/feasibility-file/completions',
    command: 'CompleteFeasibilityFile',
    tag: 'vae',
    summary: 'Record what completes the file',
  },
  {
    url: '/candidacies/:candidacyId/feasibility-file/completeness',
    command: 'DeclareFeasibilityFileComplete',
    tag: 'vae',
    summary: 'Declare the file complete',
  },
  {
    url: '/candidacies/:candidacyId/admissibility/grants',
    command: 'GrantAdmissibility',
    tag: 'vae',
    summary: 'Declare the candidate admissible',
  },
  {
    url: '/candidacies/:candidacyId/admissibility/refusals',
    command: 'RefuseAdmissibility',
    tag: 'vae',
    summary: 'Declare the candidate inadmissible',
  },
  {
    url: '/candidacies/:candidacyId/admissibility/deemed-grants',
    command: 'DeemAdmissibilityGranted',
    tag: 'vae',
    summary: 'Record that silence made the candidate admissible',
  },
]
