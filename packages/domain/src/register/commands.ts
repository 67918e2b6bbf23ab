import { define } from '../command.ts'

export const registerCommands = define(['register'], { AssignCertificateNumber: 'CertificateNumberAssigned' })
