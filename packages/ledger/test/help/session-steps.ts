import { sittingFor } from '@minutier/domain'
import { certifierSiret, fingerprintOf } from '@minutier/testing'
import { blocs, certification, file } from './candidates.ts'
import { idIn, type Scene, type Step, step } from './scene.ts'

/** Candidates of the histories: two apprentices in one team, and one of a VAE. */
export type Name = 'A' | 'B' | 'V'

/** A session of the jury de certification, from its opening to its sealed minutes; everybody succeeds. */
export function session(name: string, candidates: readonly Name[], day: string): Step[] {
  const on = `jury ${name}`
  const opening = { certification, sessionOn: day, organiserSiret: certifierSiret, territory: 'FR', mode: 'onSite' }
  const members = (scene: Scene) => [
    { memberId: idIn(scene, 'member 0'), seat: 'internal', quality: 'innovation-pedagogy', expertise: true },
    ...[3, 4].map((at) => ({ memberId: idIn(scene, `member ${at}`), seat: 'external', expertise: true })),
  ]
  return [
    step('OpenJurySession', null, day, opening, { opens: on }),
    step('ConstituteJury', on, day, (scene) => ({ members: members(scene), alternates: [] })),
    ...candidates.flatMap((candidate) => (candidate === 'V' ? interviewed(on, day) : heard(on, day, candidate))),
    ...candidates.map((candidate) => decided(on, day, candidate, `decision ${name} ${candidate}`)),
    ...[0, 3, 4].map((at) =>
      step('SignMinutes', on, day, (scene) => ({
        memberId: idIn(scene, `member ${at}`),
        method: 'electronic',
        signature: file(`signature ${at}`),
      })),
    ),
    step('SealMinutes', on, day, { minutesFingerprint: fingerprintOf(`minutes ${name}`), unsigned: [] }),
  ]
}

async function sitting(scene: Scene, jury: string, candidacyId: string): Promise<string[]> {
  const there = scene.ids.has(jury) ? sittingFor(await scene.play.state('jury', idIn(scene, jury)), candidacyId) : []
  return there.map(({ memberId }) => memberId)
}

function heard(on: string, day: string, name: Name): Step[] {
  const candidate = (scene: Scene) => ({ candidacyId: idIn(scene, `candidacy ${name}`) })
  const votes = { forCount: 3, againstCount: 0, abstainedCount: 0 }
  const those = async (scene: Scene) => ({ ...candidate(scene), sittingIds: await sitting(scene, on, candidate(scene).candidacyId) })
  const time = { plannedMinutes: 45, accommodationIds: [] }
  return [
    step('ConveneCandidate', on, day, (scene) => ({ ...candidate(scene), object: 'final', plannedOn: day, ...time })),
    step('RecordDefence', on, day, async (scene) => ({ ...(await those(scene)), heldOn: day, actualMinutes: 45, ...time })),
    step('RecordFinalAssessment', on, day, (scene) => ({
      ...candidate(scene),
      favourable: true,
      gridFingerprint: fingerprintOf(`grid ${name}`),
    })),
    step('RecordDeliberation', on, day, async (scene) => ({ ...(await those(scene)), ...votes })),
  ]
}

function interviewed(on: string, day: string): Step[] {
  const candidacyId = (scene: Scene) => idIn(scene, 'candidacy V')
  const those = async (scene: Scene) => {
    const sittingIds = await sitting(scene, on, candidacyId(scene))
    return { candidacyId: candidacyId(scene), sittingIds, noLinkDeclaredIds: sittingIds }
  }
  const president = async (scene: Scene) => ({ ...(await those(scene)), presidentId: idIn(scene, 'member 0') })
  const votes = { forCount: 3, againstCount: 0, abstainedCount: 0 }
  return [
    step('ConveneCandidate', on, day, (scene) => ({
      candidacyId: candidacyId(scene),
      object: 'vae',
      plannedOn: day,
      accommodationIds: [],
    })),
    step('RecordVaeInterview', on, day, async (scene) => ({ ...(await those(scene)), heldOn: day, actualMinutes: 60 })),
    step('RecordDeliberation', on, day, async (scene) => ({ ...(await president(scene)), ...votes })),
  ]
}

function decided(on: string, day: string, name: Name, records: string): Step {
  const decision =
    name === 'V' ? { object: 'vae', outcome: 'total', blocs } : { object: 'final', outcome: 'full', finalEpreuve: 'validated', blocs: [] }
  return step('RecordJuryDecision', on, day, (scene) => ({ candidacyId: idIn(scene, `candidacy ${name}`), ...decision }), { records })
}
