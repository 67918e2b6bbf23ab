import { openTestServer } from '@minutier/testing'
const s = await openTestServer({ logLevel: 'info' })
const a = await s.get('/v1/certifications/RNCP36582')
console.log(a.status, a.headers, a.text.slice(0, 300))
console.log((await s.post('/v1/persons', { body: { facts: [null] } })).text)
console.log((await s.post('/v1/persons', { body: { facts: [{category:'identity', fact:{familyName: 3, birthDate:'2000-02-31', 'Zz exemple': 3}}], x: 1 } })).text)
console.log(s.strays, s.logs, s.routes.length)
console.log(performance.now())
await s.close()
