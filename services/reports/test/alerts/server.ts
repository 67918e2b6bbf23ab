import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openReadModels } from '@minutier/read-models'
import { createApp, openLocalIssuer } from '@minutier/service-kit'
import { certifierSiret, fingerprintOf, idOf, openPlay, partnerSiret, type Who } from '@minutier/testing'
import type { Test } from 'tap'
import { z } from 'zod'
import { alertsRoute } from '../../src/alerts/route.ts'
import { type CaughtUp, onDemand, reportProjections } from '../../src/on-demand.ts'

const page = z.strictObject({
  alerts: z.array(
    z.looseObject({ code: z.string(), severity: z.string(), subject: z.string(), dueOn: z.string().nullable(), days: z.int().nullable() }),
  ),
  total: z.int(),
  next: z.string().nullable(),
  today: z.string(),
  size: z.int(),
})

const english = { 'accept-language': 'en' }

/** The route over a ledger in memory, and what its tests ask of it. */
export async function openAlerts(t: Test) {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-alerts-'))
  const play = await openPlay()
  const open = () =>
    openReadModels({ path: join(folder, 'rm.sqlite'), store: play.store, projections: reportProjections, clock: () => play.now })
  const issuer = await openLocalIssuer(join(folder, 'token.key'))
  const options = { ledger: play.ledger, tokens: { kind: 'local' as const, publicKey: issuer.publicKey }, logLevel: 'silent' as const }
  const kit = { ...options, bodyLimit: 1024, requestsPerMinute: 0, example: false, version: '0.0.0-test' }
  const inner = onDemand(open, play.store)
  /** Evaluations that were made; held back while `held` says so. */
  const made = { count: 0, held: Promise.resolve() }
  const caughtUp: CaughtUp = async (work, signal) => {
    made.count += 1
    await made.held
    return inner(work, signal)
  }
  const app = await createApp(kit, [(scope, kit) => alertsRoute(scope, kit, { caughtUp })])
  t.teardown(async () => {
    await app.close()
    await play.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const ask = async (query: Readonly<Record<string, string>> = {}, who: Who = { role: 'certifier' }) => {
    const { role, partner, actor = idOf(`a ${role}`) } = who
    const authorization = `Bearer ${await issuer.issue({ actor, role, partner }, 3600)}`
    const url = `/v1/alerts?${new URLSearchParams(query)}`
    const { statusCode, headers, body } = await app.inject({ method: 'GET', url, headers: { authorization, ...english } })
    return { status: statusCode, headers, body: z.record(z.string(), z.unknown()).parse(JSON.parse(body)) }
  }
  const list = async (query: Readonly<Record<string, string>> = {}, who?: Who) => {
    const { body, status } = await ask(query, who)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return page.parse(body)
  }
  /** The gauge's lines that are not zero. */
  const scrape = async () => {
    const { body } = await app.inject({ method: 'GET', url: '/metrics' })
    return body.split('\n').filter((line) => line.startsWith('minutier_alerts{'))
  }
  const received = async (name: string, receivedOn: string, centreSiret = certifierSiret) => {
    const file = { personId: await play.person(name), target: 'certification', targetBlocs: [], territory: 'FR' }
    const body = { ...file, certification: 'RNCP36582', centreSiret, receivedOn, file: { reference: 'feasibility' } }
    return (await play.run('RecordFeasibilityFile', null, body, { occurredAt: play.now })).streamId
  }
  const habilitate = () =>
    play.run('HabilitatePartner', partnerSiret, {
      habilitationId: idOf('habilitation'),
      certification: 'RNCP36582',
      scope: 'HABILITATION_ORGA_FORM',
      blocs: ['RNCP36582BC01', 'RNCP36582BC02', 'RNCP36582BC03', 'RNCP36582BC04'],
      fromOn: '2022-09-01',
      untilOn: '2025-06-30',
      conventionFingerprint: fingerprintOf('convention'),
      subcontracting: false,
    })
  return { play, ask, list, scrape, received, habilitate, made }
}
