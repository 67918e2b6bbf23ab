import type { Bilingual } from '@minutier/ledger'
import type { z } from 'zod'
import type { FieldProblem } from './errors.ts'

/**
 * What zod found wrong, field by field, in both languages. zod's own texts are English and may quote what was sent: only its codes,
 * and what the schema expected, go on.
 */
export function fieldsOf({ issues }: z.ZodError): FieldProblem[] {
  return issues.flatMap((issue) => fieldsOfIssue(issue, []))
}

type Issue = z.core.$ZodIssue

function fieldsOfIssue(issue: Issue, above: readonly PropertyKey[]): FieldProblem[] {
  const path = [...above, ...issue.path]
  const at = pathText(path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownField(pathText([...path, key])))
    case 'invalid_type':
      // zod tells a member that is not there by the value that it found.
      return [
        issue.message.endsWith('received undefined')
          ? { path: at, code: 'missing', message: both('champ manquant', 'missing') }
          : { path: at, code: 'wrongType', message: expecting(typeName(issue.expected)) },
      ]
    case 'invalid_format':
      return [{ path: at, code: 'wrongFormat', message: formatText(issue.format, issue.message) }]
    case 'invalid_value':
      return [{ path: at, code: 'notInList', message: expecting(same(issue.values.map(String).join(', '))) }]
    case 'too_small':
      return [{ path: at, code: 'outOfBounds', message: boundText('au moins', 'at least', issue.minimum, issue.origin) }]
    case 'too_big':
      return [{ path: at, code: 'outOfBounds', message: boundText('au plus', 'at most', issue.maximum, issue.origin) }]
    case 'invalid_union': {
      // A value that none of the shapes takes: what is wrong with the first is as good as any.
      const [first = []] = issue.errors
      return first.length > 0 ? first.flatMap((one) => fieldsOfIssue(one, path)) : [invalid(at, 'notInList')]
    }
    case 'custom':
      return [{ path: at, code: 'invalid', message: formatText('custom', issue.message) }]
    default:
      return [invalid(at, 'invalid')]
  }
}

export function unknownField(path: string): FieldProblem {
  return { path, code: 'unknownField', message: both('champ inconnu', 'unknown field') }
}

/** A value that has the right shape and cannot be taken all the same. */
export function invalidField(path: string): FieldProblem {
  return invalid(path, 'invalid')
}

function invalid(path: string, code: FieldProblem['code']): FieldProblem {
  return { path, code, message: both('valeur non admise', 'not an accepted value') }
}

/** A member's name is told when it is one; a sentence that was sent as a name is a value. */
function pathText(path: readonly PropertyKey[]): string {
  return path.map((part) => (/^[A-Za-z0-9_-]{1,40}$/.test(String(part)) ? String(part) : '?')).join('.')
}

function both(fr: string, en: string): Bilingual {
  return { fr, en }
}

function same(text: string): Bilingual {
  return { fr: text, en: text }
}

function expecting({ fr, en }: Bilingual): Bilingual {
  return both(`attendu : ${fr}`, `expected: ${en}`)
}

function boundText(fr: string, en: string, bound: number | bigint, origin: string): Bilingual {
  const unit = units[origin] ?? same('')
  return both(`${fr} ${bound}${unit.fr}`, `${en} ${bound}${unit.en}`)
}

const units: Readonly<Record<string, Bilingual>> = {
  string: both(' caractères', ' characters'),
  array: both(' éléments', ' items'),
}

function typeName(expected: string): Bilingual {
  return types[expected] ?? same(expected)
}

const types: Readonly<Record<string, Bilingual>> = {
  string: both('un texte', 'a text'),
  number: both('un nombre', 'a number'),
  int: both('un nombre entier', 'a whole number'),
  boolean: both('true ou false', 'true or false'),
  array: both('une liste', 'a list'),
  object: both('un objet', 'an object'),
  record: both('un objet', 'an object'),
}

/** The domain's schemas say what they expect in English; here is the French of each. A test finds the one that has none. */
function formatText(format: string, message: string): Bilingual {
  const known = formats[format] ?? frenchOf[message]
  if (typeof known === 'string') return both(known, message)
  return known ?? both('format non admis', 'not the expected format')
}

const formats: Readonly<Record<string, Bilingual>> = {
  date: expecting(both('un jour du calendrier, AAAA-MM-JJ', 'a day of the calendar, YYYY-MM-DD')),
  datetime: expecting(both('un instant avec son fuseau, 2026-11-20T09:00:00+01:00', 'an instant with its zone, 2026-11-20T09:00:00+01:00')),
  email: expecting(both('une adresse électronique', 'an e-mail address')),
}

const frenchOf: Readonly<Record<string, string>> = {
  'expected a lower-case UUID': 'attendu : un UUID en minuscules',
  'expected 64 lower-case hex digits': 'attendu : 64 chiffres hexadécimaux en minuscules (SHA-256)',
  'expected hmac-sha256: and 64 lower-case hex digits': 'attendu : hmac-sha256: puis 64 chiffres hexadécimaux en minuscules',
  'expected 14 digits': 'attendu : 14 chiffres',
  'the check digit of this SIRET is wrong': 'la clé de contrôle de ce SIRET est fausse',
  'expected a code: letters, digits, hyphens': 'attendu : un code, lettres, chiffres et tirets',
  'expected RNCP and digits': 'attendu : RNCP et des chiffres',
  'expected a full bloc code, such as RNCP36582BC01': 'attendu : le code entier d’un bloc, comme RNCP36582BC01',
  'expected two capital letters (ISO 3166-1)': 'attendu : deux capitales (ISO 3166-1)',
  'expected the INSEE code of a commune: five characters': 'attendu : le code INSEE d’une commune, cinq caractères',
  'expected CODE@VERSION': 'attendu : CODE@VERSION',
  'expected a version, such as v2 or 2024.1': 'attendu : une version, telle que v2 ou 2024.1',
  'expected employerSiret, or selfEmployed: true': 'attendu : employerSiret, ou selfEmployed: true',
}
