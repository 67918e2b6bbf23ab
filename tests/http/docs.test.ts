import { existsSync } from 'node:fs'
import { openTestServer } from '@minutier/testing'
import { chromium, type Page } from 'playwright-core'
import { test } from 'tap'
import { z } from 'zod'

const executablePath = '/usr/bin/chromium'
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const skip = existsSync(executablePath) ? false : `needs ${executablePath}: apt-get install chromium`

/** How many operations the page shows from its top to its end: of a long list it holds only those that are in sight. */
async function operationsOf(page: Page): Promise<number> {
  const inSight = z.object({ ids: z.array(z.string()), bottom: z.boolean() })
  const seen = new Set<string>()
  for (;;) {
    const { ids, bottom } = inSight.parse(
      await page.evaluate(`({
        ids: [...document.querySelectorAll('.opblock')].map(({ id }) => id),
        bottom: scrollY + innerHeight >= document.documentElement.scrollHeight - 1,
      })`),
    )
    for (const id of ids) seen.add(id)
    if (bottom) return seen.size
    await page.evaluate('scrollBy(0, innerHeight / 2)')
    await page.waitForTimeout(50)
  }
}

test('the API is browsed at /docs: every operation is listed, one opens, and the console has nothing to say', { skip }, async (t) => {
  const server = await openTestServer({ registered: false })
  t.teardown(() => server.close())
  const url = await server.app.listen({ host: '127.0.0.1', port: 0 })
  const browser = await chromium.launch({ executablePath, args })
  t.teardown(() => browser.close())
  const page = await browser.newPage()
  const said: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text())
  })
  page.on('pageerror', (error) => said.push(error.message))
  page.on('response', (response) => {
    if (response.status() >= 400) said.push(`${response.status()} ${response.url()}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) said.push(`asks elsewhere: ${request.url()}`)
  })
  await page.goto(`${url}/docs`)
  await page.waitForSelector('.opblock')
  const listed = await operationsOf(page)
  t.equal(listed, server.routes.filter(({ method }) => method !== 'HEAD').length + 4, 'the services’, health, metrics and the document')
  // A link to an operation goes to it and opens it.
  await page.goto('about:blank')
  await page.goto(`${url}/docs#/assessment/SubmitDossier`)
  await page.waitForSelector('#operations-assessment-SubmitDossier .responses-wrapper')
  t.match(await page.locator('#operations-assessment-SubmitDossier').textContent(), /occurredAt.*problem\+json/s)
  t.strictSame(said, [])
  const policy = (await server.get('/docs')).headers['content-security-policy']
  t.match(policy, /script-src 'self'/)
  t.notMatch(policy, /script-src[^;]*unsafe/)
})
