import { certifierSiret, madeSiret, otherPartnerSiret, partnerSiret, type Step } from '@minutier/testing'
import { type Test, test } from 'tap'
import { type Asked, a3, habilitationGap } from '../../src/partner/habilitation.ts'
import { trackReads } from '../../src/reads.ts'
import { after, amend, blocs, certification, habilitate, idOfOther, reinstate, revoke, suspend } from './habilitating.ts'

type Changes = Partial<Asked> & { readonly siret?: string }

/** What A3 says of a request to teach the first bloc in January 2023, or of one that differs. */
function ask(steps: readonly Step[], changes: Changes = {}) {
  const world = after(...steps)
  const { reads } = trackReads(world.sources, 'candidacy-none')
  const day = changes.day ?? '2023-01-10'
  const envelope = world.last('CertificationImported')
  return a3(
    { reads, envelope, day },
    { siret: partnerSiret, certification, blocs: [`${certification}BC01`], need: 'FORMER', day, ...changes },
  )
}
const holds =
  (...asked: Parameters<typeof ask>) =>
  (t: Test) => {
    t.match(ask(...asked), { rule: 'A3', holds: true })
    t.end()
  }
const refuses = (steps: readonly Step[], changes: Changes, findings: object) => (t: Test) => {
  t.match(ask(steps, changes), { rule: 'A3', holds: false, findings })
  t.end()
}

test('A3: the certifier’s own establishment needs no habilitation', holds([], { siret: certifierSiret }))
test('A3: nor does another of its establishments: SIREN are compared, not SIRET', holds([], { siret: madeSiret('393504816', 77) }))
test(
  'A3: another body without a habilitation is refused, by its SIRET',
  refuses(
    [],
    {},
    {
      found: { siret: partnerSiret, day: '2023-01-10', status: 'none' },
      expected: { scope: 'HABILITATION_FORMER', blocs: `${certification}BC01` },
      remedy: { en: /transfer the candidate/ },
    },
  ),
)
test(
  'A3: the habilitation of another partner is worth nothing',
  refuses(
    [habilitate()],
    { siret: otherPartnerSiret },
    {
      found: { siret: otherPartnerSiret, status: 'none' },
    },
  ),
)
test('A3: that for another certification neither', refuses([habilitate()], { certification: 'RNCP35584' }, { found: { status: 'none' } }))

test('A3: ORGA_FORM prepares', holds([habilitate()], { need: 'FORMER' }))
test('A3: ORGA_FORM assesses', holds([habilitate()], { need: 'ORGANISER' }))
test('A3: FORMER prepares', holds([habilitate({ scope: 'HABILITATION_FORMER' })], { need: 'FORMER' }))
test(
  'A3: FORMER does not assess',
  refuses(
    [habilitate({ scope: 'HABILITATION_FORMER' })],
    { need: 'ORGANISER' },
    {
      found: { scope: 'HABILITATION_FORMER' },
      expected: { scope: 'HABILITATION_ORGANISER' },
    },
  ),
)
test('A3: ORGANISER assesses', holds([habilitate({ scope: 'HABILITATION_ORGANISER' })], { need: 'ORGANISER' }))
test(
  'A3: ORGANISER does not prepare',
  refuses(
    [habilitate({ scope: 'HABILITATION_ORGANISER' })],
    { need: 'FORMER' },
    {
      found: { scope: 'HABILITATION_ORGANISER' },
    },
  ),
)

const bloc1 = { blocs: [`${certification}BC01`] }
test(
  'A3: a bloc that is not covered is refused, by its code',
  refuses(
    [habilitate(bloc1)],
    { blocs },
    {
      found: { blocs: `${certification}BC02 ${certification}BC03 ${certification}BC04` },
      expected: { blocs: blocs.join(' ') },
    },
  ),
)
test('A3: the bloc that is covered is accepted', holds([habilitate(bloc1)], bloc1))
test('A3: an amendment adds the missing blocs', holds([habilitate(bloc1), amend({ blocs })], { blocs }))
test(
  'A3: two habilitations cover the blocs together',
  holds([habilitate(bloc1), habilitate({ habilitationId: idOfOther, blocs: blocs.slice(1) })], { blocs }),
)
test(
  'A3: but each for what it is',
  refuses(
    [habilitate(bloc1), habilitate({ habilitationId: idOfOther, scope: 'HABILITATION_ORGANISER', blocs: blocs.slice(1) })],
    { blocs },
    { found: { blocs: blocs.slice(1).join(' ') } },
  ),
)

test(
  'A3: the day before it begins is refused',
  refuses(
    [habilitate()],
    { day: '2022-08-31' },
    {
      found: { status: 'notBegun', since: '2022-09-01' },
    },
  ),
)
test('A3: its first day is accepted', holds([habilitate()], { day: '2022-09-01' }))
test('A3: its last day is accepted', holds([habilitate()], { day: '2024-08-31' }))
test('A3: the day after is refused', refuses([habilitate()], { day: '2024-09-01' }, { found: { status: 'expired', since: '2024-08-31' } }))

const suspended = [habilitate(), suspend('2023-01-10')]
test('A3: the day before a suspension is accepted', holds(suspended, { day: '2023-01-09' }))
test('A3: the day of a suspension is refused', refuses(suspended, {}, { found: { status: 'suspended', since: '2023-01-10' } }))
const reinstated = [...suspended, reinstate('2023-02-01')]
test('A3: the day before a reinstatement is refused', refuses(reinstated, { day: '2023-01-31' }, { found: { status: 'suspended' } }))
test('A3: the day of a reinstatement is accepted', holds(reinstated, { day: '2023-02-01' }))
test(
  'A3: a revoked habilitation is refused, since when',
  refuses(
    [habilitate(), revoke('2023-01-01')],
    {},
    {
      found: { status: 'revoked', since: '2023-01-01' },
    },
  ),
)
test('A3: it was in force before it was revoked', holds([habilitate(), revoke('2023-01-01')], { day: '2022-12-31' }))
test(
  'A3: a new habilitation takes over from a revoked one',
  holds([habilitate(), revoke('2023-01-01'), habilitate({ habilitationId: idOfOther, fromOn: '2023-01-01' })]),
)

test('a gap is null when there is none', (t) => {
  const { state } = after(habilitate()).folded('partner', partnerSiret)
  const asked = { certification, blocs, need: 'ORGANISER', day: '2023-01-10' } as const
  t.equal(habilitationGap(state, asked), null)
  t.match(habilitationGap(state, { ...asked, day: '2030-01-01' }), { found: { status: 'expired' } })
  t.end()
})
test('a habilitation is asked for even where no bloc is named', (t) => {
  const asked = { certification, blocs: [], need: 'FORMER' } as const
  const { state } = after(habilitate()).folded('partner', partnerSiret)
  t.equal(habilitationGap(state, { ...asked, day: '2023-01-10' }), null)
  t.match(habilitationGap(state, { ...asked, day: '2030-01-01' }), { found: { status: 'expired' } })
  t.end()
})
