import type { HouseContext, Judges } from '../../aggregate.ts'
import type { Role } from '../../kernel/event.ts'
import { type Check, judged, need, say } from '../../kernel/judgment.ts'
import { mayRecordFacts } from '../../rights.ts'
import { parseStream } from '../../streams.ts'
import type { PersonFacts } from '../events.ts'
import { standing } from '../known.ts'
import { type Person, standingFact } from '../state.ts'

type IdentityEvent = 'IdentityRecorded' | 'IdentityRectified' | 'PersonalDataExported' | 'NirRecorded' | 'NirPurged' | 'HistoryReplayed'

/** A person's facts: which are committed to, which supersede others (certification reference, 4.8 and 9.6). */
export const identityJudges: Judges<Person, Pick<PersonFacts, IdentityEvent>, HouseContext> = {
  IdentityRecorded: ({ facts }, state, { envelope }) => {
    const categories = facts.map(({ category }) => category)
    const there = categories.filter((category) => standingFact(state, category))
    return judged(
      once(categories),
      need('G7', there.length === 0, {
        found: there,
        expected: say('une catégorie pas encore enregistrée', 'a category not recorded yet'),
        remedy: say('rectifiez l’identité au lieu de l’enregistrer à nouveau', 'rectify the identity instead of recording it again'),
      }),
      right(envelope.role, categories),
      need('G16', state.erasedAt === null, { found: state.erasedAt, expected: null }),
    )
  },
  IdentityRectified: ({ facts, supersedes }, state, context) => {
    const categories = facts.map(({ category }) => category)
    const expected = categories.map((category) => `${standingFact(state, category)?.eventId} ${category}`).toSorted()
    const found = supersedes.map(({ eventId, category }) => `${eventId} ${category}`).toSorted()
    return judged(
      recordedBefore(state, self(context), categories),
      need('G6', found.join() === expected.join(), { found, expected }),
      once(categories),
      // A secretary corrects the name of a member: the profile that is there already tells who is one.
      right(context.envelope.role, context.envelope.role === 'jury-secretary' ? [...categories, ...recordedCategories(state)] : categories),
    )
  },
  PersonalDataExported: (_event, state, context) => judged(standing(state, self(context))),
  NirRecorded: (_event, state, context) => judged(standing(state, self(context)), nir(state, false)),
  NirPurged: (_event, state, context) => judged(standing(state, self(context)), nir(state, true)),
  // Who reads a history is told in it, also that of an erased person: it remains, without a name.
  HistoryReplayed: (_event, state, context) =>
    judged(standing({ ...state, erasedAt: null, known: state.known || state.erasedAt !== null }, self(context))),
}

/** Only what was recorded, and stands, may be rectified. */
export function recordedBefore(state: Person, personId: string, categories: readonly string[]): Check[] {
  const missing = categories.filter((category) => !standingFact(state, category))
  return [
    ...standing(state, personId),
    need('G1', missing.length === 0, {
      found: missing,
      expected: say('des catégories enregistrées', 'categories that were recorded'),
      remedy: say('enregistrez d’abord ces catégories', 'first record these categories'),
    }),
  ]
}

export function self({ envelope }: HouseContext): string {
  return parseStream(envelope.stream)?.id ?? envelope.stream
}

function once(categories: readonly string[]): Check {
  const twice = categories.filter((category, at) => categories.indexOf(category) < at)
  return need('G7', twice.length === 0, { found: twice, expected: say('une fois chaque catégorie', 'each category once') })
}

function right(role: Role, categories: readonly string[]): Check {
  return need('G9', mayRecordFacts(role, categories), { found: { role, categories: categories.join(' ') }, expected: ['certifier'] })
}

function recordedCategories({ facts }: Person): string[] {
  return facts.filter(({ superseded }) => !superseded).map(({ category }) => category)
}

function nir({ nirRecorded }: Person, expected: boolean): Check {
  return need('G1', nirRecorded === expected, {
    found: nirRecorded ? say('NIR conservé', 'NIR kept') : say('aucun NIR', 'no NIR'),
    expected: expected ? say('NIR conservé', 'NIR kept') : say('aucun NIR', 'no NIR'),
  })
}
