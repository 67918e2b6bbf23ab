import { codes, EventStoreError } from '@minutier/event-store'
import { commandBodies, LedgerError, ledgerErrors } from '@minutier/ledger'
import { test } from 'tap'
import { z } from 'zod'
import {
  fieldsOf,
  KitError,
  kitErrors,
  languageOf,
  ledgerProblems,
  problemOf,
  problemSchema,
  refusalProblem,
  storeProblems,
} from '../src/index.ts'

test('French, unless the reader prefers English', (t) => {
  const french = [
    undefined,
    '',
    'fr',
    'fr-FR,en;q=0.8',
    'de',
    '*',
    'en;q=0.5, fr',
    'en;q=0',
    'en;q=0.3,fr;q=0.3',
    'en;q=..',
    'x'.repeat(8000),
  ]
  for (const header of french) t.equal(languageOf(header), 'fr', String(header).slice(0, 30))
  for (const header of ['en', 'en-GB', 'EN', 'en-US,en;q=0.9', 'fr;q=0.5,en;q=0.6', 'de, en;q=0.1'])
    t.equal(languageOf(header), 'en', header)
  t.end()
})

test('every code of the edge, the ledger and the store has a status and says what to do in both languages', (t) => {
  for (const [code, { status, fr, en }] of Object.entries({ ...kitErrors, ...ledgerProblems, ...storeProblems })) {
    t.ok(status >= 400 && status < 600 && fr.length > 9 && en.length > 9 && fr !== en, code)
  }
  t.same(Object.keys(ledgerProblems).sort(), Object.keys(ledgerErrors).sort())
  t.same(Object.keys(storeProblems).sort(), Object.keys(codes).sort())
  t.end()
})

test('an error of each layer is a problem of its code', (t) => {
  const cases: [unknown, number, string][] = [
    [new KitError('KIT_NOT_FOUND'), 404, 'KIT_NOT_FOUND'],
    [new LedgerError('LEDGER_COMMAND_REUSED'), 409, 'LEDGER_COMMAND_REUSED'],
    [new LedgerError('LEDGER_DOCUMENT_UNKNOWN'), 422, 'LEDGER_DOCUMENT_UNKNOWN'],
    [new EventStoreError('ES_STORAGE_FULL', 'no room'), 507, 'ES_STORAGE_FULL'],
    [new EventStoreError('ES_UNAVAILABLE', 'busy'), 503, 'ES_UNAVAILABLE'],
    [{ code: 'VAULT_TOO_LARGE' }, 413, 'VAULT_TOO_LARGE'],
    [{ code: 'VAULT_UNAVAILABLE' }, 503, 'VAULT_UNAVAILABLE'],
  ]
  for (const [error, status, code] of cases) {
    for (const language of ['fr', 'en'] as const) {
      const problem = problemOf(error, language)
      t.match(problem, { status, code, type: `urn:minutier:problem:${code}` })
      t.ok(problemSchema.strict().safeParse(problem).success, code)
    }
  }
  t.end()
})

test('what nobody foresaw says nothing of its insides', (t) => {
  for (const error of [new Error('secret'), 'secret', null, undefined, { code: 'SQLITE_secret', message: 'secret' }, new z.ZodError([])]) {
    const problem = problemOf(error, 'en')
    t.match(problem, { status: 500, code: 'KIT_INTERNAL' })
    t.notMatch(JSON.stringify(problem), /secret/)
  }
  t.end()
})

test('a refusal: rule, sentence and source, what was found and expected, what to do', (t) => {
  const refusal = {
    code: 'RULE_F1',
    rule: 'F1',
    found: 49,
    expected: { min: 50, max: 60 },
    remedy: { fr: 'corrigez.', en: 'correct it.' },
    statement: {
      title: { fr: 'Dossier', en: 'Dossier' },
      sentence: { fr: 'la phrase', en: 'the sentence' },
      source: { fr: 'fiche', en: 'fiche' },
    },
  }
  t.strictSame(refusalProblem(refusal, 'en'), {
    type: 'urn:minutier:problem:RULE_F1',
    title: 'F1 · Dossier',
    status: 422,
    detail: 'Found: 49. Expected: 50 to 60. Correct it.',
    code: 'RULE_F1',
    rule: 'F1',
    sentence: 'the sentence',
    source: 'fiche',
    found: 49,
    expected: { min: 50, max: 60 },
    remedy: 'correct it.',
  })
  t.match(refusalProblem(refusal, 'fr'), { detail: 'Trouvé : 49. Attendu : de 50 à 60. Corrigez.', sentence: 'la phrase' })
  t.match(refusalProblem({ ...refusal, found: { fr: 'une', en: 'one' }, expected: [] }, 'fr'), { found: 'une', detail: /Attendu : rien/ })
  t.match(refusalProblem({ ...refusal, rule: 'G9', code: 'RULE_G9' }, 'fr'), { status: 403 })
  t.match(refusalProblem({ ...refusal, rule: 'G7', code: 'RULE_G7' }, 'fr'), { status: 409 })
  t.end()
})

const shape = z.strictObject({
  text: z.string().min(2).max(4),
  whole: z.int(),
  list: z.array(z.boolean()).min(1),
  code: z.enum(['a', 'b']),
  day: z.iso.date(),
  at: z.iso.datetime({ offset: true }),
  some: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('x') }), z.strictObject({ kind: z.literal('y') })]),
})
const fits = { text: 'abc', whole: 1, list: [true], code: 'a', day: '2024-02-29', at: '2024-02-29T10:00:00+01:00', some: { kind: 'x' } }

test('a field is told by its path, a code of ours and what was expected, never by what was sent', (t) => {
  const wrong: [string, unknown, string, string][] = [
    ['text', 3, 'wrongType', 'attendu : un texte'],
    ['text', undefined, 'missing', 'champ manquant'],
    ['text', 'secret', 'outOfBounds', 'au plus 4 caractères'],
    ['text', 's', 'outOfBounds', 'au moins 2 caractères'],
    ['whole', '3', 'wrongType', 'attendu : un nombre'],
    ['whole', 1.5, 'wrongType', 'attendu : un nombre entier'],
    ['whole', 2 ** 60, 'outOfBounds', 'au plus 9007199254740991'],
    ['list', [], 'outOfBounds', 'au moins 1 éléments'],
    ['list', 'secret', 'wrongType', 'attendu : une liste'],
    ['code', 'secret', 'notInList', 'attendu : a, b'],
    ['day', '2024-02-31', 'wrongFormat', 'attendu : un jour du calendrier, AAAA-MM-JJ'],
    ['at', '2024-02-29T10:00:00', 'wrongFormat', 'attendu : un instant avec son fuseau, 2026-11-20T09:00:00+01:00'],
  ]
  for (const [path, value, code, message] of wrong) {
    const fields = fieldsOf(shape.safeParse({ ...fits, [path]: value }).error ?? new z.ZodError([]))
    t.match(fields, [{ path, code, message: { fr: message } }], `${path}: ${code}`)
    t.notMatch(JSON.stringify(fields), /secret/)
  }
  t.end()
})

test('an unknown member is named when its name is one; a sentence sent as a name is not repeated', (t) => {
  const fields = fieldsOf(
    shape.safeParse({ ...fits, other: 1, 'Alix Exemple': 1, some: { kind: 'y', more: 1 } }).error ?? new z.ZodError([]),
  )
  t.same(
    fields.map(({ path, code }) => [path, code]),
    [
      ['some.more', 'unknownField'],
      ['other', 'unknownField'],
      ['?', 'unknownField'],
    ],
  )
  t.match(fieldsOf(shape.safeParse({ ...fits, some: { kind: 'secret' } }).error ?? new z.ZodError([])), [{ path: 'some.kind' }])
  t.end()
})

test('each format that a command’s schema expects is said in French too', (t) => {
  const untold = new Set<string>()
  const look = (schema: unknown, seen: Set<unknown>): void => {
    if (!(schema instanceof z.ZodType) || seen.has(schema)) return
    seen.add(schema)
    for (const value of ['!', 'RNCP0', '39350481600232', '2024-02-31', 1, null, {}, [], '']) {
      const { error } = schema.safeParse(value)
      // zod's own texts begin so; the others are the schema's.
      const own = error?.issues.filter(({ message }) => !/^(Invalid|Too|Unrecognized)/.test(message)) ?? []
      for (const issue of own) if (fieldsOf(new z.ZodError([issue]))[0]?.message.en !== issue.message) untold.add(issue.message)
    }
    if (schema instanceof z.ZodObject) for (const member of Object.values(schema.shape)) look(member, seen)
    if (schema instanceof z.ZodArray) look(schema.element, seen)
    if (schema instanceof z.ZodOptional) look(schema.unwrap(), seen)
    if (schema instanceof z.ZodDiscriminatedUnion) for (const option of schema.options) look(option, seen)
    if (schema instanceof z.ZodPipe) look(schema.in, seen)
  }
  const seen = new Set<unknown>()
  for (const schema of Object.values(commandBodies)) look(schema, seen)
  t.ok(seen.size > 100, `${seen.size} schemas`)
  t.same([...untold], [])
  t.end()
})
