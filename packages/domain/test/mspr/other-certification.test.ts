import { alix, applied, briefedMspr, certifierSiret, emptyWorld, fingerprintOf, givenIn, idOf, type World } from '@minutier/testing'
import { test } from 'tap'
import { type Rulebook, rncp36582Fiche, rncp36582Rulebook, rulebookSchema } from '../../src/index.ts'
import { forming } from './situations.ts'

/** The same certification under another number, so that two are registered in one ledger. */
const twin = rulebookSchema.parse(JSON.parse(JSON.stringify(rncp36582Rulebook).replaceAll('RNCP36582', 'RNCP99999')))
const rulebooks = [rncp36582Rulebook, twin].map((rulebook) => ({ fingerprint: fingerprintOf(rulebook.version), rulebook }))

function register(world: World, { certification, version, blocs }: Rulebook): void {
  const { level, registeredOn, expiresOn, openRoutes, closedTerritories } = rncp36582Fiche
  world.run('ImportCertification', certification, {
    certification,
    ficheFingerprint: fingerprintOf(`fiche of ${certification}`),
    source: 'fiche',
    certifierSirets: [certifierSiret],
    ...{ level, registeredOn, expiresOn, openRoutes, closedTerritories },
    blocs: blocs.map(({ code }) => code),
    competences: blocs.flatMap(({ competences }) => competences.map(({ code }) => code)),
  })
  world.run('ProposeRulebook', certification, { rulebookVersion: version, rulebookFingerprint: fingerprintOf(version) })
  const published = { rulebookVersion: version, proposalEventId: world.last('RulebookProposed').id, effectiveOn: registeredOn }
  world.run('ConfirmRulebook', certification, published, { actor: idOf('another certifier') })
}

function twoCertifications(): World {
  const world = emptyWorld(rulebooks)
  for (const { rulebook } of rulebooks) register(world, rulebook)
  return world
}

test(
  'G14: a candidate of another certification is refused',
  givenIn(twoCertifications, applied(alix, { certification: twin.certification }), briefedMspr())
    .when(forming({ team: [alix] }))
    .thenRefused('G14', { found: 'RNCP99999', expected: 'RNCP36582' }),
)
