import type { CommandRoute } from '@minutier/service-kit'

/** Issuance, reissue and revocation. */
export const certificatesRoutes: readonly CommandRoute[] = [
  {
    url: '/candidacies/:candidacyId/issuance',
    command: 'ApproveIssuance',
    tag: 'certificates',
    summary: 'Approve the issuance of the certificate',
  },
  {
    url: '/candidacies/:candidacyId/certificate/reissues',
    command: 'ReissueCertificate',
    tag: 'certificates',
    summary: 'Reissue the certificate under the same number',
  },
  {
    url: '/candidacies/:candidacyId/certificate/revocation-requests',
    command: 'RequestCertificateRevocation',
    tag: 'certificates',
    summary: 'Ask for the revocation of the certificate',
  },
  {
    url: '/candidacies/:candidacyId/certificate/revocation',
    command: 'RevokeCertificate',
    tag: 'certificates',
    summary: 'Confirm the revocation (another person)',
  },
]
