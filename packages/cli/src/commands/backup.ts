import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { backUp, type Manifests } from '@minutier/ledger'
import type { CliCommand, Terminal } from '../command.ts'
import { type Progress, progressBar } from '../progress.ts'
import { tokenKeyOf, vaultKeyOf } from '../settings.ts'
import { Failed } from '../usage.ts'
import { version } from '../version.ts'

/** Copies a ledger to a folder, beside the server that serves it. */
export const backupCommand: CliCommand = {
  name: 'backup',
  usage: 'backup DIR [--keys DIR] [--with-key-file]',
  summary: 'Backs up events, documents, sealed facts and, apart, their keys, also while a server runs',
  options: {
    keys: { type: 'string', value: 'DIR', text: 'where the keys go: keep them elsewhere, and not for long (keys, in the backup)' },
    'with-key-file': { type: 'boolean', text: 'copy the key files too, beside the keys: whoever has them can read everything' },
  },
  words: { min: 1, max: 1 },
  examples: [
    'minutier backup /mnt/backups/2026-11-24',
    'minutier backup /mnt/backups/2026-11-24 --keys /mnt/keys/2026-11-24 --data /srv/minutier',
  ],
  async run({ positionals: [to = ''], flags, settings, json, terminal }) {
    const { data } = settings
    if (!existsSync(join(data, 'events.sqlite'))) throw new Failed(`there is no ledger in ${data}`)
    const keysTo = textOf(flags['keys']) ?? join(to, 'keys')
    const withKeyFile = flags['with-key-file'] === true
    const keyFiles = withKeyFile ? { vault: vaultKeyOf(settings), token: tokenKeyOf(settings) } : undefined
    const bar = bytesBar(terminal)
    try {
      const made = await backUp({ data, to, keysTo, keyFiles, madeBy: version, signal: terminal.signal, progress: bar.progress })
      const { ledger, keys } = made
      const { backupId, events, facts, missingDocuments } = ledger
      const answer = {
        backupId,
        to,
        keysTo,
        events,
        last: ledger.last,
        facts,
        documents: documentsOf(made),
        missingDocuments,
        kekIds: keys.kekIds,
        withKeyFile,
      }
      terminal.out(json ? JSON.stringify(answer) : text(answer, vaultKeyOf(settings), terminal))
    } finally {
      bar.stop()
    }
  },
}

interface Answer {
  readonly to: string
  readonly keysTo: string
  readonly events: number
  readonly facts: number
  readonly documents: number
  readonly missingDocuments: readonly string[]
  readonly kekIds: readonly string[]
  readonly withKeyFile: boolean
}

function text(answer: Answer, keyFile: string, { language }: Terminal): string {
  const { to, keysTo, missingDocuments, kekIds, withKeyFile } = answer
  return [
    `${to}  ${words.counted[language](answer)}`,
    `${keysTo}  ${words.keys[language]}`,
    withKeyFile ? words.withKeyFile[language] : words.keyFile[language](keyFile, kekIds.join(', ')),
    ...missingDocuments.map((fingerprint) => words.missing[language](fingerprint)),
  ].join('\n')
}

const words = {
  counted: {
    fr: ({ events, facts, documents }: Answer) => `${events} événements, ${facts} faits scellés, ${documents} documents`,
    en: ({ events, facts, documents }: Answer) => `${events} events, ${facts} sealed facts, ${documents} documents`,
  },
  keys: {
    fr: 'leurs clés, à garder ailleurs et 30 jours au plus',
    en: 'their keys, to be kept elsewhere and for 30 days at most',
  },
  keyFile: {
    fr: (path: string, kekIds: string) => `Il faudra ${path} (KEK ${kekIds}) pour restaurer : gardez-le à part.`,
    en: (path: string, kekIds: string) => `A restore will need ${path} (KEK ${kekIds}): keep it apart.`,
  },
  withKeyFile: {
    fr: 'Le fichier de clés est avec elles : qui l’a peut tout lire.',
    en: 'The key file is with them: whoever has it can read everything.',
  },
  missing: {
    fr: (fingerprint: string) => `Un fait nomme le document ${fingerprint}, que le registre ne garde pas.`,
    en: (fingerprint: string) => `A fact names document ${fingerprint}, which the ledger does not keep.`,
  },
} as const

/** Public documents in a backup. */
export function documentsOf({ ledger }: Manifests): number {
  return ledger.files.filter(({ path }) => path.startsWith('ledger/documents/')).length
}

export function textOf(flag: unknown): string | undefined {
  return typeof flag === 'string' && flag !== '' ? flag : undefined
}

/** A bar in megabytes, whose length is known once the work has begun. */
export function bytesBar(terminal: Terminal) {
  const megabytes = (bytes: number) => Math.ceil(bytes / 1_000_000)
  let bar: Progress | undefined
  return {
    progress(done: number, total: number): void {
      bar ??= progressBar(terminal, terminal.language === 'fr' ? 'Mo' : 'MB', megabytes(total))
      bar.update(megabytes(done))
    },
    stop: (): void => bar?.stop(),
  }
}
