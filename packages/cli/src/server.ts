import { join } from 'node:path'
import { assessmentService } from '@minutier/assessment'
import { auditService } from '@minutier/audit'
import { certificatesService } from '@minutier/certificates'
import { enrolmentService } from '@minutier/enrolment'
import { identityService } from '@minutier/identity'
import { importsService } from '@minutier/imports'
import { juriesService } from '@minutier/juries'
import { type DataFolder, type Failed, openDataFolder } from '@minutier/ledger'
import { candidacies, openReadModels } from '@minutier/read-models'
import { type ReportsOptions, reportProjections, reportsService } from '@minutier/reports'
import { createApp, createLogger, type LocalIssuer, openLocalIssuer, type Service, type TokenSource } from '@minutier/service-kit'
import { vaeService } from '@minutier/vae'
import { cdcOf, type Settings, tokenKeyOf, vaultKeyOf } from './settings.ts'
import { version } from './version.ts'

/** Every service; lists are read from the read models, and reports from those that are opened for them. */
export function servicesOver(reports: ReportsOptions): readonly Service[] {
  return [
    enrolmentService,
    assessmentService,
    vaeService,
    juriesService,
    certificatesService,
    identityService,
    auditService,
    importsService,
    reportsService(reports),
  ]
}

/** Every service over one data folder, not listening yet. */
export interface Server {
  readonly app: Awaited<ReturnType<typeof createApp>>
  readonly folder: DataFolder
  /** Issues the tokens of this machine; its key is made at first start. */
  readonly issuer: LocalIssuer
  close(): Promise<void>
}

interface Options {
  readonly clock?: () => string
  readonly kind?: 'production' | 'example'
  readonly logTo?: NodeJS.WritableStream
}

export async function openServer(settings: Settings, { clock, kind, logTo }: Options = {}): Promise<Server> {
  const failed = logFailures(createLogger({ logLevel: settings.logLevel, ...(logTo && { logTo }) }))
  const folder = openDataFolder({
    path: settings.data,
    keyFile: vaultKeyOf(settings),
    failed,
    ...(clock && { clock }),
    ...(kind && { kind }),
  })
  const inFile = { path: join(settings.data, 'read-models.sqlite'), store: folder.store, clock: () => folder.store.now() }
  const readModels = openReadModels({ ...inFile, projections: [candidacies] })
  try {
    readModels.start()
    const issuer = await openLocalIssuer(tokenKeyOf(settings))
    const app = await createApp(
      {
        ledger: folder.ledger,
        tokens: tokensOf(settings, issuer),
        logLevel: settings.logLevel,
        bodyLimit: settings.bodyLimit,
        requestsPerMinute: settings.requestsPerMinute,
        example: folder.store.kind === 'example',
        version,
        ...(logTo && { logTo }),
      },
      servicesOver({
        readModels,
        openForReports: () => openReadModels({ ...inFile, projections: reportProjections }),
        spool: join(settings.data, 'spool'),
        settings: { promotionMonth: settings.promotionMonth },
        cdc: cdcOf(settings),
      }),
    )
    const close = async () => {
      await app.close()
      await readModels.close()
      await folder.close()
    }
    return { app, folder, issuer, close }
  } catch (error) {
    await readModels.close()
    await folder.close()
    throw error
  }
}

/** Who runs the server reads why effects are late: the code and the event's id. An error's message could quote what it was about. */
function logFailures(log: ReturnType<typeof createLogger>): Failed {
  return (error, eventId) => {
    const code = error instanceof Error && 'code' in error ? error.code : error instanceof Error ? error.name : typeof error
    if (eventId === null) log.error({ code }, 'how far the processes came could not be written')
    else log.error({ code, eventId }, 'the effects of an event could not be carried')
  }
}

function tokensOf({ oidcIssuer, oidcAudience, oidcJwks }: Settings, { publicKey }: LocalIssuer): TokenSource {
  if (oidcIssuer === undefined || oidcAudience === undefined || oidcJwks === undefined) return { kind: 'local', publicKey }
  return { kind: 'oidc', issuer: oidcIssuer, audience: oidcAudience, jwksUri: oidcJwks }
}
