import type { CommandRoute } from '@minutier/service-kit'

/** The validation file, and what suspends a VAE. */
export const validationRoutes: readonly CommandRoute[] = [
  { url: '/candidacies/:candidacyId/validation-files', command: 'RecordValidationFile', tag: 'vae', summary: 'Record a validation file' },
  {
    url: '/candidacies/:candidacyId/validation-files/flags',
    command: 'FlagValidationFile',
    tag: 'vae',
    summary: 'Flag the validation file',
  },
  {
    url: '/candidacies/:candidacyId/validation-files/verifications',
    command: 'VerifyValidationFile',
    tag: 'vae',
    summary: 'Verify the validation file',
  },
  { url: '/candidacies/:candidacyId/abandonment', command: 'AbandonVae', tag: 'vae', summary: 'Record that the candidate abandons' },
  { url: '/candidacies/:candidacyId/staleness', command: 'DeclareVaeStale', tag: 'vae', summary: 'Declare the VAE stale' },
  { url: '/candidacies/:candidacyId/vae-resumption', command: 'ResumeVae', tag: 'vae', summary: 'Resume a stale VAE' },
]
