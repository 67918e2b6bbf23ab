import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type DataFolder, heldBy, openDataFolder, systemClock } from '@minutier/ledger'
import type { CliCommand } from '../command.ts'
import { type Settings, tokenKeyOf, vaultKeyOf } from '../settings.ts'
import { Failed, toldError } from '../usage.ts'
import { version } from '../version.ts'

interface Finding {
  readonly what: string
  readonly ok: boolean
  readonly found: string
}

const gibibyte = 1024 ** 3

/** Looks at what a ledger stands on: Node, disk, permissions, clock, keys, versions, and the store itself when nobody holds it. */
export const doctorCommand: CliCommand = {
  name: 'doctor',
  usage: 'doctor',
  summary: 'Checks Node, disk, permissions, clock, keys and versions',
  options: {},
  words: { min: 0, max: 0 },
  examples: ['minutier doctor', 'minutier doctor --data /srv/minutier --json'],
  async run({ settings, json, terminal }) {
    const findings = [...machine(settings), ...keys(settings), ...(await inside(settings))]
    const wrong = findings.filter(({ ok }) => !ok)
    const lines = findings.map(({ what, ok, found }) => `${ok ? '✓' : '✗'} ${what.padEnd(14)} ${found}`)
    if (wrong.length > 0) throw new Failed(lines.join('\n'), { findings })
    terminal.out(json ? JSON.stringify({ ok: true, findings }) : lines.join('\n'))
  },
}

function machine({ data }: Settings): Finding[] {
  const [major = 0] = process.versions.node.split('.').map(Number)
  const folder = nearest(data)
  const { bavail, bsize } = statfsSync(folder)
  const free = (bavail * bsize) / gibibyte
  const year = Number(systemClock().slice(0, 4))
  return [
    { what: 'minutier', ok: true, found: version },
    { what: 'node', ok: major >= 26, found: `${process.versions.node} (26 or newer)` },
    { what: 'disk', ok: free >= 1, found: `${free.toFixed(1)} GiB free at ${data} (1 at least)` },
    {
      what: 'permissions',
      ok: writable(folder) && !open(folder, existsSync(data)),
      found: `${data}${existsSync(data) ? '' : ' (not made yet)'}`,
    },
    { what: 'clock', ok: year >= 2026, found: `${systemClock()}, ${Intl.DateTimeFormat().resolvedOptions().timeZone}` },
  ]
}

/** The folder itself, or the first above it that is there. */
function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(resolve(folder, '..'))
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** A data folder that others can enter. */
function open(folder: string, isData: boolean): boolean {
  return isData && (statSync(folder).mode & 0o077) !== 0
}

function keys(settings: Settings): Finding[] {
  return [
    { what: 'vault key', path: vaultKeyOf(settings) },
    { what: 'token key', path: tokenKeyOf(settings) },
  ].map(({ what, path }) => {
    if (!existsSync(path)) return { what, ok: true, found: `${path} (made at first start)` }
    const mode = statSync(path).mode & 0o777
    return { what, ok: (mode & 0o077) === 0, found: `${path}, mode ${mode.toString(8)} (600)` }
  })
}

async function inside(settings: Settings): Promise<Finding[]> {
  if (!existsSync(join(settings.data, 'events.sqlite'))) return [{ what: 'ledger', ok: true, found: 'none yet' }]
  const holder = heldBy(settings.data)
  if (holder)
    return [
      {
        what: 'ledger',
        ok: true,
        found: `served by process ${holder.pid}${holder.url === null ? '' : ` at ${holder.url}`}: stop it to check the files`,
      },
    ]
  // What keeps it from opening is a finding, beside the others.
  try {
    const folder = openDataFolder({ path: settings.data, keyFile: vaultKeyOf(settings) })
    return await looked(folder)
  } catch (error) {
    return [{ what: 'ledger', ok: false, found: toldError(error).text }]
  }
}

async function looked(folder: DataFolder): Promise<Finding[]> {
  try {
    const integrity = folder.store.integrityCheck()
    const pending = await folder.ledger.processes.pending()
    const { facts, persons } = folder.vault.stats()
    const damaged = folder.ledger.documents.list().filter((fingerprint) => isDamaged(() => folder.ledger.documents.read(fingerprint)))
    return [
      { what: 'events', ok: integrity.ok, found: integrity.ok ? `${folder.store.kind}, whole` : integrity.problems.join('; ') },
      { what: 'vault', ok: true, found: `${facts} facts of ${persons} persons` },
      {
        what: 'documents',
        ok: damaged.length === 0,
        found:
          damaged.length === 0 ? `${folder.ledger.documents.list().length}, each with its fingerprint` : `damaged: ${damaged.join(', ')}`,
      },
      {
        what: 'processes',
        ok: true,
        found: pending ? 'effects are still to be carried: a start finishes them' : 'everything has taken effect',
      },
    ]
  } finally {
    await folder.close()
  }
}

function isDamaged(read: () => unknown): boolean {
  try {
    read()
    return false
  } catch {
    return true
  }
}
