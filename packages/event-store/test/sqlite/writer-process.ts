import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createSqliteStore, type ExpectedRevision, isEventStoreError } from '../../src/index.ts'

// A process that appends to a file from eight writers at once and tells each answer on its standard output, one line each:
// `ack STREAM REVISION ID MILLISECONDS` or `error CODE`. Every fourth append goes to a stream that all writers of all processes share.
const [path = '', count = '0'] = process.argv.slice(2)
const store = createSqliteStore({ path })
const say = (line: string) => writeSync(1, `${line}\n`)

say('ready')
const writers = Array.from({ length: 8 }, () => write(Number(count)))
await Promise.all(writers)
await store.close()
say('done')

async function write(appends: number): Promise<void> {
  const stream = `writer-${randomUUID()}`
  for (let n = 0, expected: ExpectedRevision = 'no-stream'; n < appends; n++) {
    if (n % 4 === 3) await appendShared()
    else expected = await append(stream, expected)
  }
}

async function appendShared(): Promise<void> {
  for (;;) {
    let last: ExpectedRevision = 'no-stream'
    for await (const { revision } of store.readStream('shared-1', { backwards: true })) {
      last = revision
      break
    }
    try {
      await append('shared-1', last)
      return
    } catch (error) {
      if (!isEventStoreError(error, 'ES_WRONG_EXPECTED_REVISION')) throw error
    }
  }
}

async function append(stream: string, expected: ExpectedRevision): Promise<number> {
  const id = randomUUID()
  const events = [{ id, type: 'Written', data: { padding: 'x'.repeat(300) }, metadata: { envelope: { actor: 'process:test' } } }]
  try {
    const { revision } = await store.append(stream, expected, events)
    say(`ack ${stream} ${revision} ${id} ${Temporal.Now.instant().epochMilliseconds}`)
    return revision
  } catch (error) {
    if (!isEventStoreError(error, 'ES_WRONG_EXPECTED_REVISION')) say(`error ${isEventStoreError(error) ? error.code : String(error)}`)
    throw error
  }
}
