import type { Player } from './player.ts'

type Fields = Readonly<Record<string, unknown>>

/** Visibly invented: everybody's family name is an « Exemple ». */
function identity(family: string, given: string, birthDate: string): Fields {
  return { category: 'identity', fact: { familyName: `Exemple-${family}`, givenName: given, birthDate } }
}

export const certifierSiret = '39350481600231'
/** A partner that nobody owns: its number only satisfies the check digit. */
export const partnerSiret = '12345678200010'

export const candidates = [
  ['Abricot', 'Alix'],
  ['Bambou', 'Basile'],
  ['Cerise', 'Camille'],
  ['Datte', 'Dominique'],
  ['Églantine', 'Élie'],
  ['Framboise', 'Frédérique'],
  ['Groseille', 'Gaël'],
  ['Houx', 'Hyacinthe'],
  ['Iris', 'Ismaël'],
  ['Jasmin', 'Jocelyn'],
  ['Kiwi', 'Kim'],
  ['Lavande', 'Leslie'],
  ['Myrtille', 'Maxime'],
  ['Noisette', 'Noa'],
  ['Olive', 'Oriane'],
  ['Pêche', 'Pascal'],
  ['Quetsche', 'Quentin'],
  ['Romarin', 'Romane'],
  ['Sauge', 'Sacha'],
  ['Tilleul', 'Thaïs'],
  ['Ulmaire', 'Ulysse'],
  ['Verveine', 'Vivian'],
  ['Yucca', 'Yaël'],
  ['Zinnia', 'Zoé'],
] as const

export async function candidate(player: Player, at: number): Promise<string> {
  const [family = 'Inconnu', given = 'Alix'] = candidates[at] ?? []
  const birthDate = `199${at % 10}-0${(at % 9) + 1}-1${at % 10}`
  return player.run('RecordIdentity', {}, { facts: [identity(family, given, birthDate)] }, 'registrar')
}

export interface Staff {
  readonly recruiter: string
  readonly pedagogy: string
  readonly director: string
  readonly officer: string
  readonly insiders: readonly string[]
  readonly outsiders: readonly string[]
  readonly companion: string
}

/** The certifier's staff, the professionals who sit on its juries, each with the profile by which they are told apart. */
export async function staff(player: Player): Promise<Staff> {
  let at = 0
  const member = (family: string, profile: Fields) => {
    at += 1
    const facts = [identity(family, 'Claude', `19${60 + at}-06-15`), { category: 'profile', fact: profile }]
    return player.run('RecordIdentity', {}, { facts })
  }
  const employed = { employerSiret: certifierSiret }
  const outside = { expertise: 'intelligence artificielle', job: 'cheffe de projet', selfEmployed: true }
  return {
    recruiter: await member('Recrutement', { ...employed, job: 'responsable du recrutement' }),
    pedagogy: await member('Pédagogie', { ...employed, job: 'direction pédagogique' }),
    director: await member('Direction', { ...employed, job: 'direction du centre' }),
    officer: await member('Handicap', { ...employed, job: 'référence handicap' }),
    insiders: [await member('Innovation', { ...employed, job: 'direction Innovation et Pédagogie' })],
    outsiders: [
      await member('Vergne', outside),
      await member('Moulin', outside),
      await member('Rivière', outside),
      await member('Colline', outside),
    ],
    companion: await member('Accompagnement', { job: 'accompagnement VAE', selfEmployed: true }),
  }
}
