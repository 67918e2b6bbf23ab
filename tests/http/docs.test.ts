import { existsSync } from 'node:fs'
import { openTestServer } from '@minutier/testing'
import { chromium } from 'playwright-core'
import { test } from 'tap'

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
  const listed = await page.locator('.opblock').count()
  t.equal(listed, server.routes.filter(({ method }) => method !== 'HEAD').length + 4, 'the services’, health, metrics and the document')
  await page.locator('#operations-assessment-SubmitDossier .opblock-summary-control').click()
  await page.waitForSelector('#operations-assessment-SubmitDossier .opblock-body')
  t.match(await page.locator('#operations-assessment-SubmitDossier').textContent(), /occurredAt.*problem\+json/s)
  t.strictSame(said, [])
  const policy = (await server.get('/docs')).headers['content-security-policy']
  t.match(policy, /script-src 'self'/)
  t.notMatch(policy, /script-src[^;]*unsafe/)
})
