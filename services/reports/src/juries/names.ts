import { civilStatus, profile } from '@minutier/domain'
import type { Making } from '../making/report.ts'

/** Stands for a fact that is no longer there. */
export const erased = 'effacé'

export interface PersonNames {
  /** Family name in use, then given name. */
  nameOf(personId: string): Promise<string>
  profileOf(personId: string): Promise<{ readonly employer: string; readonly job: string }>
}

/** Names of a report, each person's opened once however often it is read. */
export function namesOf({ readFact }: Pick<Making, 'readFact'>): PersonNames {
  const identities = new Map<string, Promise<unknown>>()
  const profiles = new Map<string, Promise<unknown>>()
  const once = (known: Map<string, Promise<unknown>>, personId: string, category: 'identity' | 'profile') => {
    const found = known.get(personId) ?? readFact(personId, category)
    known.set(personId, found)
    return found
  }
  return {
    async nameOf(personId) {
      const { success, data } = civilStatus.safeParse(await once(identities, personId, 'identity'))
      return success ? `${data.usageName ?? data.familyName} ${data.givenName}` : erased
    },
    async profileOf(personId) {
      const { success, data } = profile.safeParse(await once(profiles, personId, 'profile'))
      if (!success) return { employer: erased, job: erased }
      return { employer: data.employerSiret ?? 'sans employeur', job: data.job ?? '' }
    },
  }
}
