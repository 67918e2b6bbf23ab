import t from 'tap'
import { sha256, sortedJson } from '../../src/formats/json.ts'

t.test('members in the order of their names, at any depth; lists in theirs', (t) => {
  t.equal(sortedJson({ b: 1, a: [{ d: null, c: true }, 'é'], aa: {}, A: 2 }), '{"A":2,"a":[{"c":true,"d":null},"é"],"aa":{},"b":1}')
  t.end()
})

t.test('the fingerprint is of the bytes in UTF-8', (t) => {
  t.equal(sha256('é'), '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c')
  t.end()
})
