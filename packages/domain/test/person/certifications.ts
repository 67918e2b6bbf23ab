import { certifiedWorld, emptyWorld, fingerprintOf, idOf, type World } from '@minutier/testing'
import { rncp36582Rulebook } from '../../src/rulebook/rncp36582.ts'
import { type Rulebook, rulebookSchema } from '../../src/rulebook/schema.ts'
import { certification } from './people.ts'

export const others = ['RNCP90001', 'RNCP90002', 'RNCP90003'] as const

/** A world with four certifications that differ by their code only, with other figures for VAE if a test changes them. */
export function fourCertifications(figures: Partial<Rulebook['vae']> = {}): World {
  const rulebooks = [certification, ...others].map((code) => rulebookOf(code, figures))
  const world = emptyWorld(rulebooks.map((rulebook) => ({ fingerprint: fingerprintOf(rulebook.version), rulebook })))
  const { data } = certifiedWorld().last('CertificationImported')
  for (const { certification: code, version, blocs } of rulebooks) {
    world.run('ImportCertification', code, { ...data, certification: code, blocs: blocs.map((bloc) => bloc.code) })
    world.run('ProposeRulebook', code, { rulebookVersion: version, rulebookFingerprint: fingerprintOf(version) })
    const proposalEventId = world.last('RulebookProposed').id
    const published = { rulebookVersion: version, proposalEventId, effectiveOn: '2022-07-01' }
    world.run('ConfirmRulebook', code, published, { actor: idOf('another certifier') })
  }
  return world
}

function rulebookOf(code: string, figures: Partial<Rulebook['vae']>): Rulebook {
  const renamed = JSON.stringify(rncp36582Rulebook).replaceAll(certification, code)
  const rulebook = rulebookSchema.parse(JSON.parse(renamed))
  return { ...rulebook, vae: { ...rulebook.vae, ...figures } }
}
