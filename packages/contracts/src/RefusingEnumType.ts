import avsc, { type Type, type types } from 'avsc'

/** The part of avsc's cursor over a buffer that is used here. */
interface Tap {
  readLong(): number
}

interface EnumInternals {
  _update(resolver: { _read: unknown }, writer: Type, options: unknown): void
}

const generic = avsc.types.EnumType.prototype as unknown as EnumInternals

/**
 * An enumeration that is part of what a profile is (`"onUnknownSymbol": "refuse"` in its schema). Its default lets
 * any reader resolve a schema of tomorrow, with a symbol more; but to take that symbol for the default would
 * put the profile in the place of another, so that the record that holds it is refused, and no other.
 */
export class RefusingEnumType extends avsc.types.EnumType {
  _update(resolver: { _read: unknown }, writer: types.EnumType, options: unknown): void {
    generic._update.call(this, resolver, writer, options)
    // Not set by avsc where the two do not go together at all: it says so then.
    if (resolver._read === undefined) return
    const { name } = this
    const known = new Set(this.symbols)
    const { symbols } = writer
    resolver._read = (tap: Tap): string => {
      const symbol = symbols[tap.readLong()]
      if (symbol !== undefined && known.has(symbol)) return symbol
      throw new Error(
        symbol === undefined
          ? `it names a symbol of ${name} that there is not`
          : `'${symbol}' is a symbol of ${name} that only a later version of the contracts knows`,
      )
    }
  }
}
