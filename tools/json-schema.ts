/** As much of JSON Schema as public/schema uses, to judge documents by the published files alone. */

type Schema = Readonly<Record<string, unknown>> | boolean;

/** The first place where `value` breaks `schema`, as `path: keyword`; undefined when it is valid. Throws at keywords it does not know. */
export function findSchemaFault(schema: Schema, value: unknown): string | undefined {
  const definitions: unknown = typeof schema === "boolean" ? undefined : schema.$defs;
  return new Check((definitions ?? {}) as Readonly<Record<string, Schema>>).find(schema, value, "$");
}

class Check {
  readonly #definitions: Readonly<Record<string, Schema>>;

  constructor(definitions: Readonly<Record<string, Schema>>) {
    this.#definitions = definitions;
  }

  find(schema: Schema, value: unknown, path: string): string | undefined {
    if (typeof schema === "boolean") return schema ? undefined : `${path}: false`;
    for (const [keyword, rule] of Object.entries(schema)) {
      const fault = this.#check(keyword, rule, schema, value, path);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  #defined(ref: unknown): Schema {
    const name = typeof ref === "string" && ref.startsWith("#/$defs/") ? ref.slice(8) : undefined;
    const found = name === undefined ? undefined : this.#definitions[name];
    if (found === undefined) throw new Error(`the schema refers to ${String(ref)}, which it does not define`);
    return found;
  }

  #check(keyword: string, rule: unknown, schema: object, value: unknown, path: string): string | undefined {
    const broken = (yes: boolean) => (yes ? `${path}: ${keyword}` : undefined);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    switch (keyword) {
      case "$schema":
      case "title":
      case "description":
      case "$defs":
        return undefined;
      case "type":
        return broken(typeOf(value) !== rule && !(rule === "number" && typeOf(value) === "integer"));
      case "const":
        return broken(value !== rule);
      case "enum":
        return broken(!(rule as unknown[]).includes(value));
      case "minimum":
        return broken(typeof value === "number" && value < Number(rule));
      case "maximum":
        return broken(typeof value === "number" && value > Number(rule));
      case "minLength":
        return broken(typeof value === "string" && value.length < Number(rule));
      case "minItems":
        return broken(Array.isArray(value) && value.length < Number(rule));
      case "not":
        return broken(this.find(rule as Schema, value, path) === undefined);
      case "$ref":
        return this.find(this.#defined(rule), value, path);
      case "oneOf":
        return broken(
          (rule as Schema[]).filter((one) => this.find(one, value, path) === undefined).length !== 1,
        );
      case "anyOf":
        return broken((rule as Schema[]).every((one) => this.find(one, value, path) !== undefined));
      case "required":
        return broken(isObject && (rule as string[]).some((key) => !Object.hasOwn(value, key)));
      case "properties":
        if (!isObject) return undefined;
        return first(Object.entries(rule as object), ([key, one]) =>
          Object.hasOwn(value, key)
            ? this.find(one as Schema, Reflect.get(value, key), `${path}.${key}`)
            : undefined,
        );
      case "propertyNames":
        return isObject
          ? first(Object.keys(value), (key) => this.find(rule as Schema, key, `${path}.${key}`))
          : undefined;
      case "additionalProperties": {
        const known = Object.keys(Reflect.get(schema, "properties") ?? {});
        return isObject
          ? first(Object.entries(value), ([key, item]) =>
              known.includes(key) ? undefined : this.find(rule as Schema, item, `${path}.${key}`),
            )
          : undefined;
      }
      case "prefixItems":
        return Array.isArray(value)
          ? first(Array.from((rule as Schema[]).entries()), ([i, one]) =>
              i < value.length ? this.find(one, value[i], `${path}[${i}]`) : undefined,
            )
          : undefined;
      case "items": {
        const from = (Reflect.get(schema, "prefixItems") as unknown[] | undefined)?.length ?? 0;
        return Array.isArray(value)
          ? first(Array.from(value.slice(from).entries()), ([i, item]) =>
              this.find(rule as Schema, item, `${path}[${from + i}]`),
            )
          : undefined;
      }
      default:
        throw new Error(`the schema uses ${keyword}, which this check does not know`);
    }
  }
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
