import { describe, expect, it } from 'vitest'
import { cleanToken, readClaims } from './readClaims.ts'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = (claims: unknown) => `${encode({ alg: 'HS256' })}.${encode(claims)}.c2lnbg`

describe('readClaims', () => {
  it('reads who, which role and until when', () => {
    expect(readClaims(token({ sub: 'Zoë', role: 'admin', exp: 1_800_000_000 }))).toEqual({
      subject: 'Zoë',
      role: 'admin',
      expires: 1_800_000_000_000,
    })
  })

  it.each(['', 'abc', 'a.b', 'a.b.c', `${token({})}.more`, `x.${encode('text')}.y`, `x.${encode(null)}.y`])(
    'says of %j that it is no token',
    (text) => expect(readClaims(text)).toBeUndefined(),
  )

  it('does not trust the types of claims', () => {
    expect(readClaims(token({ sub: 1, role: ['admin'], exp: 'soon' }))).toEqual({
      subject: undefined,
      role: undefined,
      expires: undefined,
    })
  })
})

it.each([
  ['  eyJ.a.b\n', 'eyJ.a.b'],
  ['Bearer eyJ.a.b', 'eyJ.a.b'],
  ['Authorization: Bearer eyJ.a.b', 'eyJ.a.b'],
  ['"eyJ.\na.b"', 'eyJ.a.b'],
])('takes the token out of %j', (text, expected) => expect(cleanToken(text)).toBe(expected))
