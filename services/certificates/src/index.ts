import { commandRoute, type Service } from '@minutier/service-kit'
import { certificatesRoutes } from './routes/certificates.ts'
import { certificationsRoutes } from './routes/certifications.ts'
import { documentRoutes } from './routes/documents.ts'

/** The register: issuance, reissue, revocation; the registration of a certification and its rulebooks. */
export const certificatesService: Service = (app, kit) => {
  for (const route of [...certificatesRoutes, ...certificationsRoutes]) commandRoute(app, kit, route)
  documentRoutes(app, kit)
}
