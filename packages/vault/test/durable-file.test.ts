import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'tap'
import { createDurably, type Files, realFiles, removeLeftovers, replaceDurably } from '../src/durable-file.ts'
import { powerLoss } from './help/power-loss.ts'

type Test = { teardown: (work: () => void) => void }

const OLD = 'the old text, some bytes long'
const NEW = 'the new text, which is longer than the old one was'

function aPath(t: Test): string {
  const folder = fs.mkdtempSync(join(tmpdir(), 'durable-'))
  t.teardown(() => fs.rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'keys.json')
}

/** The given files, but the Nth call fails; `calls` notes what was called. */
function failingAt(n: number, real: Files = realFiles) {
  const calls: string[] = []
  const call =
    <Arguments extends unknown[], Result>(name: string, work: (...given: Arguments) => Result) =>
    (...given: Arguments): Result => {
      calls.push(name)
      if (calls.length === n) throw Object.assign(new Error('failed on purpose'), { code: 'EIO' })
      return work(...given)
    }
  const files: Files = {
    create: call('create', real.create),
    openFolder: call('openFolder', real.openFolder),
    // A short write is no error.
    write: call('write', (file: number, bytes: Uint8Array) => real.write(file, bytes.subarray(0, 16))),
    sync: call('sync', real.sync),
    close: call('close', real.close),
    link: call('link', real.link),
    rename: call('rename', real.rename),
    remove: call('remove', real.remove),
    list: real.list,
  }
  return { files, calls }
}

test('the order: write all, sync, then the name, then sync the folder', async (t) => {
  const path = aPath(t)
  const created = failingAt(0)
  t.equal(createDurably(path, OLD, created.files), true)
  t.same(created.calls, ['create', 'write', 'write', 'sync', 'close', 'link', 'remove', 'openFolder', 'sync', 'close'])
  const replaced = failingAt(0)
  replaceDurably(path, NEW, replaced.files)
  t.same(replaced.calls, ['create', 'write', 'write', 'write', 'write', 'sync', 'close', 'rename', 'openFolder', 'sync', 'close'])
  t.equal(fs.readFileSync(path, 'utf8'), NEW)
  t.same(fs.readdirSync(join(path, '..')), ['keys.json'])
})

test('a file that exists is not created again', async (t) => {
  const path = aPath(t)
  t.equal(createDurably(path, OLD, realFiles), true)
  t.equal(createDurably(path, NEW, realFiles), false)
  t.equal(fs.readFileSync(path, 'utf8'), OLD)
  t.same(fs.readdirSync(join(path, '..')), ['keys.json'])
})

test('whichever call fails, the error is told and the file is whole: the old text, or the new one', async (t) => {
  for (const work of [createDurably, replaceDurably]) {
    for (let n = 1; ; n += 1) {
      const path = aPath(t)
      if (work === replaceDurably) createDurably(path, OLD, realFiles)
      const { files, calls } = failingAt(n)
      let failed = false
      try {
        work(path, NEW, files)
      } catch (error) {
        failed = true
        t.match(error, { code: 'EIO' })
      }
      const found = fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : 'nothing'
      t.ok(found === NEW || found === (work === replaceDurably ? OLD : 'nothing'), `${work.name}, call ${n}`)
      removeLeftovers(path, realFiles)
      t.doesNotThrow(() => replaceDurably(path, NEW, realFiles), 'the next attempt works')
      if (calls.length < n) {
        t.notOk(failed)
        break
      }
      t.ok(failed)
    }
  }
})

test('power lost at any call: the file is whole, and what was reported done is there', async (t) => {
  const steps = failingAt(0, powerLoss({ '/d/keys.json': OLD }).files)
  replaceDurably('/d/keys.json', NEW, steps.files)
  for (let n = 1; n <= steps.calls.length + 1; n += 1) {
    const disk = powerLoss({ '/d/keys.json': OLD })
    let done = false
    try {
      replaceDurably('/d/keys.json', NEW, failingAt(n, disk.files).files)
      done = true
    } catch {
      // The power went.
    }
    const found = disk.afterPowerLoss().map((files) => files.get('/d/keys.json'))
    t.ok(found.length > 0 && found.every((text) => text === NEW || (!done && text === OLD)), `call ${n}`)
  }
})
