export type SourceFile = { name: string; text: string };

/** How a file may name messages. Static analysis by patterns: the TypeScript in use has no API for JavaScript. */
export type Usage = {
  file: string;
  /** Namespaces of the file's translators; the empty one is always there. */
  namespaces: string[];
  literals: Set<string>;
  /** Keys with a variable part, as patterns. */
  templates: RegExp[];
  /** The file gives its translator a variable, which may hold any key right below its namespace. */
  hasVariable: boolean;
  /** Literals that are given to a translator directly. */
  called: string[];
};

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A template literal as a pattern: each variable part stands for one step of a key. */
function templatePattern(template: string): RegExp | undefined {
  const fixed = template.split(/\$\{[^}]*\}/);
  if (!/[A-Za-z]/.test(fixed.join(""))) return undefined;
  return new RegExp(`^${fixed.map(escapePattern).join("[^.]+")}$`);
}

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? "");

/** Reads what a file may ask of the messages. */
export function readUsage({ name, text }: SourceFile): Usage {
  const namespaces = matches(text, /(?:useTranslations|getTranslations)\(\s*"([\w.]+)"/g);
  namespaces.push(...matches(text, /namespace:\s*"([\w.]+)"/g));
  return {
    file: name,
    namespaces: ["", ...new Set(namespaces)],
    literals: new Set(matches(text, /["']([\w.]+)["']/g)),
    // Only templates in the form of a key: others may hold templates of their own.
    templates: matches(text, /`([\w.]*(?:\$\{[^}`]*\}[\w.]*)+)`/g).flatMap((template) => templatePattern(template) ?? []),
    hasVariable: /(?<![\w.])t\(\s*[A-Za-z_$][\w.$]*\s*[,)]/.test(text),
    called: matches(text, /(?<![\w.])t(?:\.(?:rich|markup|raw|has))?\(\s*"([\w.]+)"/g),
  };
}

const join = (namespace: string, key: string) => (namespace === "" ? key : `${namespace}.${key}`);

/** The key inside a namespace; undefined when it stands elsewhere. */
function within(namespace: string, key: string): string | undefined {
  if (namespace === "") return key;
  return key.startsWith(`${namespace}.`) ? key.slice(namespace.length + 1) : undefined;
}

function isUsed(key: string, usage: Usage): boolean {
  return usage.namespaces.some((namespace) => {
    const local = within(namespace, key);
    if (local === undefined) return false;
    const isNamed = usage.literals.has(local) || usage.templates.some((template) => template.test(local));
    return isNamed || (usage.hasVariable && namespace !== "" && !local.includes("."));
  });
}

/** Keys that no file names, whole or through its namespace. */
export function unusedKeys(keys: ReadonlySet<string>, usages: Usage[]): string[] {
  return [...keys].filter((key) => !usages.some((usage) => isUsed(key, usage)));
}

/** Keys that a file gives to its translator and that do not exist. */
export function wantedKeys(usage: Usage, keys: ReadonlySet<string>): string[] {
  return usage.called.filter((key) => {
    if (usage.namespaces.some((namespace) => keys.has(join(namespace, key)))) return false;
    // A translator that comes as an argument has a namespace that the file does not tell.
    const isElsewhere = usage.namespaces.length === 1 && [...keys].some((known) => known.endsWith(`.${key}`));
    return !isElsewhere;
  });
}
