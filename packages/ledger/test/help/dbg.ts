import { replay } from '@minutier/ledger'
import { certifierSiret, openPlay } from '@minutier/testing'
import { memberOf } from '/work/main/packages/ledger/test/help/candidates.ts'
import { roads, undoing } from '/work/main/packages/ledger/test/help/legal-history.ts'
import { mutated } from '/work/main/packages/ledger/test/help/mutations.ts'
import { perform } from '/work/main/packages/ledger/test/help/scene.ts'

const by = JSON.parse(process.argv[2])
const play = await openPlay()
const ids = new Map()
for (const name of ['A', 'B', 'V']) ids.set(`person ${name}`, await play.person(`Candidat-${name}`))
for (const [at, name] of ['Zéro', 'Un', 'Deux', 'Trois', 'Quatre'].entries())
  ids.set(`member ${at}`, await memberOf(play, name, at === 0 ? { employerSiret: certifierSiret } : { job: 'consultant' }))
const _scene = { play, ids }
for (const { step, alter } of mutated([...roads, ...undoing], by)) {
  const a = play.attempt
  const outcome = await perform(
    {
      play: {
        ...play,
        get now() {
          return play.now
        },
        at: (w) => play.at(w),
        attempt: async (...x) => {
          const d = await a(...x)
          if (d.outcome !== 'recorded') console.log('   ', x[0], JSON.stringify(d).slice(0, 300))
          return d
        },
      },
      ids,
    },
    step,
    alter,
  )
  if (outcome !== 'recorded' || process.argv[3]) console.log(step.type, step.on, outcome)
}
for (const name of ['A', 'B', 'V']) {
  const found = await replay(play.ledger, ids.get(`candidacy ${name}`), { clock: 'recorded', asOf: play.now })
  const st = new Map(found?.verdicts.map(({ rule, status, by }) => [rule.id, { status, by }]))
  for (const { entry, judged } of found?.events ?? []) {
    if (!judged) continue
    if (judged.judgment.outcome !== 'accepted') {
      console.log(name, 'VIOLATED', entry.type, entry.stream, entry.revision, JSON.stringify(judged.judgment))
      continue
    }
    for (const r of judged.judgment.satisfied) {
      const v = st.get(r)
      if (v && !['satisfied', 'pending', 'waived'].includes(v.status)) console.log(name, r, entry.type, JSON.stringify(v))
    }
  }
}
await play.close()
