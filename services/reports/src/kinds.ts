import type { ReportKind } from './making/report.ts'

/** Reports by their id, each loaded when it is asked for: a server that makes none is spared their generators. */
const loaders: Readonly<Record<string, () => Promise<ReportKind>>> = {
  R1: async () => (await import('./transmissions/control-sheet.ts')).controlSheet,
  R4: async () => (await import('./juries/kind.ts')).juryRegister,
  R2: async () => (await import('./statistics/kind.ts')).promotionsReport,
  R3: async () => (await import('./placements/kind.ts')).placementsReport,
  R7: async () => (await import('./vae/kind.ts')).vaeReport,
  R9: async () => (await import('./accommodations/kind.ts')).accommodationsReport,
  R6: async () => (await import('./history/kind.ts')).historyReport,
  R8: async () => (await import('./partners/kind.ts')).partnersReport,
  R5: async () => (await import('./minutes/kind.ts')).juryMinutes,
  R10: async () => (await import('./conformity/kind.ts')).conformityReport,
}

export const kindIds: readonly string[] = Object.keys(loaders)

/** @returns undefined for what is no report */
export async function reportKind(named: string): Promise<ReportKind | undefined> {
  const loader = loaders[named]
  return loader?.()
}

export async function reportKinds(): Promise<readonly ReportKind[]> {
  return Promise.all(Object.values(loaders).map((loader) => loader()))
}
