/** Errors of the exchange with the Caisse des Dépôts: each says what to do. No message quotes what a file says. */
export const cdcErrors = {
  CDC_SETTINGS_MISSING: {
    fr: 'les numéros de client et de contrat de la Caisse des Dépôts ne sont pas réglés : donnez cdcSenderId, cdcCertifierId et cdcContractId',
    en: 'the client and contract numbers of the Caisse des Dépôts are not set: give cdcSenderId, cdcCertifierId and cdcContractId',
  },
  CDC_REPORT_NOT_XML: {
    fr: 'le compte rendu n’est pas un document XML entier en UTF-8 : téléchargez-le de nouveau',
    en: 'the report is no whole XML document in UTF-8: download it again',
  },
  CDC_REPORT_DTD: {
    fr: 'le compte rendu déclare une DTD ou une entité : ce n’est pas un compte rendu de la Caisse des Dépôts',
    en: 'the report declares a DTD or an entity: it is no report of the Caisse des Dépôts',
  },
  CDC_REPORT_TOO_LARGE: {
    fr: 'le compte rendu est trop grand ou trop profond : ce n’est pas un compte rendu de la Caisse des Dépôts',
    en: 'the report is too large or too deep: it is no report of the Caisse des Dépôts',
  },
  CDC_REPORT_SHAPE: {
    fr: 'le compte rendu n’a pas la forme attendue : un idFlux, un idTraitement et des passages',
    en: 'the report has not the expected shape: an idFlux, an idTraitement and passages',
  },
  CDC_REPORT_TWICE: {
    fr: 'le compte rendu nomme deux fois le même passage : rien n’a été enregistré, demandez-en un autre',
    en: 'the report names the same passage twice: nothing was recorded, ask for another',
  },
  CDC_REPORT_UNKNOWN_FLUX: {
    fr: 'aucun lot déposé ne porte cet idFlux : vérifiez que ce compte rendu est le vôtre, et que le dépôt est enregistré',
    en: 'no deposited batch has this idFlux: check that this report is yours, and that the deposit was recorded',
  },
  CDC_REPORT_UNKNOWN_PASSAGE: {
    fr: 'le compte rendu nomme un passage que ce lot ne contient pas : rien n’a été enregistré',
    en: 'the report names a passage that the batch does not hold: nothing was recorded',
  },
  CDC_FILE_INVALID: {
    fr: 'le fichier ne suit pas le schéma : il n’est pas sorti, et le lot peut être annulé',
    en: 'the file does not follow the schema: it did not leave, and the batch can be cancelled',
  },
  CDC_FILE_CHANGED: {
    fr: 'une personne du lot a été rectifiée ou effacée depuis : le même fichier ne peut plus être écrit',
    en: 'a person of the batch was rectified or erased since: the same file cannot be written any more',
  },
  CDC_NOTHING_TO_SEND: {
    fr: 'aucun titulaire n’est à envoyer : la feuille de contrôle dit pourquoi',
    en: 'there is no holder to send: the control sheet says why',
  },
} as const

export type CdcErrorCode = keyof typeof cdcErrors

export class CdcError extends Error {
  readonly code: CdcErrorCode
  /** Places in a file, or counts: nothing of a person. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: CdcErrorCode, details: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(cdcErrors[code].en, cause === undefined ? {} : { cause })
    this.name = 'CdcError'
    this.code = code
    this.details = details
  }
}

export function isCdcError(error: unknown, code?: CdcErrorCode): error is CdcError {
  return error instanceof CdcError && (code === undefined || error.code === code)
}
