/** Every rule in the order of the tables: where several are broken, the first of them refuses. */
export const ruleOrder: readonly string[] = [
  ...['J1', 'J2', 'J3', 'J4', 'J5', 'J6'],
  ...['B1', 'B2', 'B3', 'B4', 'C1', 'C2'],
  ...['F1', 'F2', 'F3', 'M1', 'M2', 'M3', 'M4'],
  ...['H1', 'H2', 'H3', 'H4'],
  ...['V1', 'V2', 'V3', 'V4', 'V5', 'V6'],
  ...['A1', 'A2', 'A3', 'P1', 'P2', 'P3', 'P4', 'P5'],
  ...['W1', 'W2', 'W3', 'E1'],
  ...['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8', 'G9', 'G10', 'G11', 'G12', 'G13', 'G14', 'G15', 'G16'],
]

const families = 'JBCFMHVAPWE'

/**
 * Order of two rule ids, for `sort`: the order of the tables. A rule that only another rulebook has takes its number's place in its
 * family; a family that the tables lack comes after them by its letter, and the general rules come last.
 */
export function compareRules(left: string, right: string): number {
  return rank(left) - rank(right)
}

function rank(id: string): number {
  const family = id.charAt(0)
  const number = Number(id.slice(1))
  return familyRank(family) * 100 + number
}

function familyRank(family: string): number {
  if (family === 'G') return 1000
  const known = families.indexOf(family)
  return known === -1 ? families.length + family.charCodeAt(0) : known
}
