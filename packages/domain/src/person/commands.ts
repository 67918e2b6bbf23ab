import { define } from '../command.ts'

/** Commands of a person (certification reference, 5.3). */
export const personCommands = define(
  ['person'],
  {
    RecordIdentity: 'IdentityRecorded',
    RectifyIdentity: 'IdentityRectified',
    ClaimCertificate: 'CertificateClaimed',
    ReleaseCertificateClaim: 'CertificateClaimReleased',
    ExportPersonalData: 'PersonalDataExported',
    RequestErasure: 'ErasureRequested',
    RefuseErasure: 'ErasureRefused',
    ErasePersonalData: 'PersonalDataErased',
    RecordNir: 'NirRecorded',
    PurgeNir: 'NirPurged',
  },
  {
    RecordIdentity: { opens: true },
    // What a rectification supersedes is read from the person's own history.
    RectifyIdentity: { omit: ['supersedes'] },
    ExportPersonalData: { later: true },
    RequestErasure: { later: true },
    RefuseErasure: { later: true },
    ErasePersonalData: { later: true },
    RecordNir: { later: true },
    PurgeNir: { later: true },
  },
)
