import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Test, test } from 'tap'
import { type KeptFiles, openRefusedFile, refusedPath } from '../../src/import/refused-file.ts'
import { aFolderOf } from './files.ts'

const places = (t: Test) => {
  const path = join(aFolderOf(t), 'past.ndjson')
  return { path, target: refusedPath(path), former: `${refusedPath(path)}~` }
}

/** A run that refuses these lines. */
async function refusing(path: string, ...lines: readonly string[]): Promise<KeptFiles> {
  const file = await openRefusedFile(path)
  for (const line of lines) await file.write(`${line}\n`)
  return file.keep()
}

test('it is written anew at each run, and a run that refuses the same changes nothing', async (t) => {
  const { path, target, former } = places(t)
  t.strictSame(await refusing(path, 'a', 'b'), { refusedFile: target, formerRefusedFile: undefined })
  t.equal(readFileSync(target, 'utf8'), 'a\nb\n')
  t.equal(statSync(target).mode & 0o777, 0o600)
  t.strictSame(await refusing(path, 'a', 'b'), { refusedFile: target, formerRefusedFile: undefined })
  t.notOk(existsSync(former))
})

test('a mended one is kept before it is replaced, and not touched by a run that comes to the same', async (t) => {
  const { path, target, former } = places(t)
  await refusing(path, 'a')
  writeFileSync(target, 'mended\n')
  t.strictSame(await refusing(path, 'a'), { refusedFile: target, formerRefusedFile: former })
  t.equal(readFileSync(target, 'utf8'), 'a\n')
  t.equal(readFileSync(former, 'utf8'), 'mended\n')
  t.strictSame(await refusing(path, 'a'), { refusedFile: target, formerRefusedFile: undefined })
  t.equal(readFileSync(former, 'utf8'), 'mended\n')
  t.equal(statSync(former).mode & 0o777, 0o600)
  await refusing(path, 'b')
  t.equal(readFileSync(former, 'utf8'), 'a\n', 'over an older one')
})

test('where nothing is refused any more there is none, and the former one is kept', async (t) => {
  const { path, target, former } = places(t)
  await refusing(path, 'a')
  t.strictSame(await refusing(path), { refusedFile: undefined, formerRefusedFile: former })
  t.equal(readFileSync(former, 'utf8'), 'a\n')
  t.notOk(existsSync(target))
  t.notOk(existsSync(`${target}.tmp`))
  t.strictSame(await refusing(path), { refusedFile: undefined, formerRefusedFile: undefined })
})

test('a run that does not end leaves it as it was', async (t) => {
  const { path, target, former } = places(t)
  await refusing(path, 'a')
  const file = await openRefusedFile(path)
  await file.write('b\n')
  await file.drop()
  t.equal(readFileSync(target, 'utf8'), 'a\n')
  t.notOk(existsSync(former) || existsSync(`${target}.tmp`))
})
