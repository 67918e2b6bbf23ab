import type { Fields } from './diary.ts'
import type { Random } from './random.ts'

const givenNames = [
  'Alix',
  'Basile',
  'Camille',
  'Dominique',
  'Élie',
  'Frédérique',
  'Gaël',
  'Hyacinthe',
  'Ismaël',
  'Jocelyn',
  'Kim',
  'Leslie',
] as const

/** Spells a digit: a civil status has no figures in its names. */
const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru'] as const

/** Somebody whom no other number gives: an « Exemple » whose name spells the number. */
export function identityOf(number: string, random: Random, [from, until]: readonly [number, number]): Fields {
  const spelt = [...number].map((digit) => syllables[Number(digit)] ?? '').join('')
  const [year, month, day] = [random.between(from, until), random.between(1, 12), random.between(1, 28)]
  const birthDate = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const fact = { familyName: `Exemple-${spelt.charAt(0).toUpperCase()}${spelt.slice(1)}`, givenName: random.pick(givenNames), birthDate }
  return { category: 'identity', fact }
}
