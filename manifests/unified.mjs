// The unified manifest for Microsoft 365, as an object.
import { iconUrl, openPane, ribbonSizes, urlOf } from "./source.mjs";

/** Oldest version of the schema that knows custom functions. */
const schemaVersion = "1.23";
/** What the schema allows a description of a function or parameter. */
const longestHelp = 128;

/** The unified manifest of a source. Throws when a text is longer than Excel takes. */
export function unifiedManifest(source) {
  const about = urlOf(source, source.pages.about);
  const capabilities = source.requirements.map(({ name, version }) => ({
    name,
    minVersion: version,
  }));
  const buttons = source.tab.groups.flatMap((group) => group.buttons);
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${schemaVersion}/MicrosoftTeams.schema.json`,
    manifestVersion: schemaVersion,
    id: source.id,
    version: source.version,
    name: { short: source.name, full: source.name },
    description: source.description,
    developer: {
      name: source.provider,
      websiteUrl: about,
      privacyUrl: `${about}#privacy`,
      termsOfUseUrl: `${about}#terms`,
    },
    icons: { color: "icons/mark-192.png", outline: "icons/outline-32.png" },
    accentColor: source.accentColor,
    localizationInfo: {
      defaultLanguageTag: source.locale.toLowerCase(),
      additionalLanguages: [],
    },
    validDomains: [new URL(source.origin).host],
    authorization: {
      permissions: {
        resourceSpecific: [
          { name: "Document.ReadWrite.User", type: "Delegated" },
        ],
      },
    },
    extensions: [
      {
        requirements: { scopes: ["workbook"], capabilities },
        runtimes: [
          {
            id: "SharedRuntime",
            type: "general",
            code: {
              page: urlOf(source, source.pages.pane),
              script: urlOf(source, source.customFunctions.script),
            },
            lifetime: "long",
            actions: buttons.map(action),
            customFunctions: {
              namespace: {
                id: source.customFunctions.namespace,
                name: source.customFunctions.namespace,
              },
              functions: source.functions.map(customFunction),
            },
          },
        ],
        ribbons: [{ tabs: [tab(source)] }],
        getStartedMessages: [
          {
            title: source.welcome.title,
            description: source.welcome.text,
            learnMoreUrl: about,
          },
        ],
      },
    ],
  };
}

function action({ id, label }) {
  return id === openPane
    ? { id, type: "openPage", displayName: label, view: "pane" }
    : { id, type: "executeFunction", displayName: label };
}

function tab(source) {
  const icons = (name) =>
    ribbonSizes.map((size) => ({ size, url: iconUrl(source, name, size) }));
  return {
    id: source.tab.id,
    label: source.tab.label,
    groups: source.tab.groups.map((group) => ({
      id: group.id,
      label: group.label,
      icons: icons(group.icon),
      controls: group.buttons.map((button) => ({
        id: `${button.id}Button`,
        type: "button",
        label: button.label,
        icons: icons(button.icon),
        supertip: { title: button.label, description: button.tip },
        actionId: button.id,
      })),
    })),
  };
}

/** One function as the unified manifest says it: the options stand beside the rest. */
function customFunction({ options = {}, ...one }) {
  return {
    ...one,
    ...options,
    description: brief(one.description, one.id),
    parameters: one.parameters.map((parameter) => ({
      ...parameter,
      description: brief(parameter.description, `${one.id} ${parameter.name}`),
    })),
  };
}

/** The sentences, else the clauses, from the first on that fit. `functions.json` keeps them all. */
export function brief(text, what) {
  if (text === undefined || text.length <= longestHelp) return text;
  for (const end of [/[.!?](?=\s)/g, /[;:](?=\s)/g]) {
    const ends = [...text.matchAll(end)].map(({ index }) => index);
    const last = ends.filter((index) => index < longestHelp).at(-1);
    if (last !== undefined) return text.slice(0, last).concat(".");
  }
  throw new Error(
    `description of ${what} must have at most ${longestHelp} characters or a sentence that has, got ${text.length}`,
  );
}
