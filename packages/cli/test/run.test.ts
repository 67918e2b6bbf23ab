import { test } from 'tap'
import { allCommands, loaders } from '../src/commands/index.ts'
import { settingNames, variableOf } from '../src/settings.ts'
import { version } from '../src/version.ts'
import { aFolder, minutier } from './help/a-ledger.ts'

const commands = await allCommands()

test('a command is loaded under its own name', (t) => {
  t.strictSame(
    commands.map(({ name }) => name),
    Object.keys(loaders),
  )
  t.end()
})

test('help names every command and every setting, and says the exit codes', async (t) => {
  for (const argv of [['--help'], ['help'], []]) {
    const { code, out } = await minutier(argv)
    t.equal(code, argv.length === 0 ? 2 : 0)
    for (const { usage, summary } of commands) t.ok(out.includes(usage) && out.includes(summary), usage)
    for (const name of settingNames) t.ok(out.includes(variableOf(name)), name)
    t.match(out, /0 done, 1 refused or failed, 2 wrong usage/)
  }
  t.match(await minutier(['--version']), { code: 0, out: version })
})

test('every command shows what it is for, its options, and examples that it would understand', async (t) => {
  for (const { name, usage, summary, options, examples } of commands) {
    const { code, out } = await minutier([...name.split(' '), '--help'])
    t.equal(code, 0, name)
    for (const text of [`minutier ${usage}`, summary, ...Object.keys(options).map((option) => `--${option}`), ...examples])
      t.ok(out.includes(text), text)
    t.ok(examples.length > 0, name)
    t.ok(
      examples.every((example) => example.includes(`minutier ${name}`)),
      name,
    )
  }
})

test('exit codes: 2 for what is not understood, 1 for what fails; --json says it in JSON', async (t) => {
  const data = aFolder(t)
  const someone = '3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10'
  const wrong: readonly (readonly string[])[] = [
    ['dance'],
    ['rulebook'],
    ['rulebook', 'dance'],
    ['token', '--colour', 'red'],
    ['token', 'more'],
    ['replay'],
    ['replay', 'Alix'],
    ['replay', someone, '--clock', 'wall'],
    ['doctor', '--port', 'http'],
    ['doctor', '--config', '/nowhere/minutier.json'],
    ['rulebook', 'propose', 'x.json'],
  ]
  const failing: readonly (readonly string[])[] = [
    ['rulebook', 'check', '/nowhere/rulebook.json'],
    ['replay', someone],
    ['verdicts', someone],
  ]
  for (const [code, list] of [
    [2, wrong],
    [1, failing],
  ] as const) {
    for (const argv of list) {
      const said = await minutier([...argv, '--data', data])
      t.match(said, { code, out: '', err: /./ }, argv.join(' '))
      const json = await minutier([...argv, '--data', data, '--json'])
      t.match({ code: json.code, err: json.err, ...JSON.parse(json.out) }, { code, err: '', error: /./ }, argv.join(' '))
    }
  }
})

test('a folder without a ledger is not made into one by looking at it', async (t) => {
  const data = aFolder(t)
  const said = await minutier(['replay', '3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10', '--data', `${data}/elsewhere`])
  t.match(said, { code: 1, err: /there is no ledger in .*elsewhere: minutier start makes one/ })
  t.equal((await minutier(['doctor', '--data', `${data}/else/where`])).out.includes('none yet'), true)
})
