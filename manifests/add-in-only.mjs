// The XML manifest, which perpetual Office, Excel for Mac and sideloading read.
import { iconUrl, openPane, ribbonSizes, urlOf } from "./source.mjs";

/** Longest id of a resource that Office takes. */
const longestId = 32;

/** The add-in-only manifest of a source, as XML. */
export function addInOnlyManifest(source) {
  const resources = resourceTable();
  const overrides = versionOverrides(source, resources);
  const sets = source.requirements.map(
    ({ name, version }) => `<Set Name="${name}" MinVersion="${version}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xmlns:ov="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="TaskPaneApp">
  <Id>${source.id}</Id>
  <Version>${source.version}.0</Version>
  <ProviderName>${escape(source.provider)}</ProviderName>
  <DefaultLocale>${source.locale}</DefaultLocale>
  <DisplayName DefaultValue="${escape(source.name)}"/>
  <Description DefaultValue="${escape(source.description.short)}"/>
  <IconUrl DefaultValue="${iconUrl(source, "mark", 32)}"/>
  <HighResolutionIconUrl DefaultValue="${iconUrl(source, "mark", 64)}"/>
  <SupportUrl DefaultValue="${urlOf(source, source.pages.about)}"/>
  <AppDomains>
    <AppDomain>${source.origin}</AppDomain>
  </AppDomains>
  <Hosts>
    <Host Name="Workbook"/>
  </Hosts>
  <Requirements>
    <Sets DefaultMinVersion="1.1">
${indent(sets, 6)}
    </Sets>
  </Requirements>
  <DefaultSettings>
    <SourceLocation DefaultValue="${urlOf(source, source.pages.pane)}"/>
  </DefaultSettings>
  <Permissions>ReadWriteDocument</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="VersionOverridesV1_0">
${indent([overrides, resources.xml()], 4)}
  </VersionOverrides>
</OfficeApp>
`;
}

/** Everything in it runs on one page: the shared runtime wants one resource for all of it. */
function versionOverrides(source, resources) {
  const { metadata, namespace, script } = source.customFunctions;
  const pane = resources.url("Pane.Url", urlOf(source, source.pages.pane));
  const about = resources.url("About.Url", urlOf(source, source.pages.about));
  const scriptId = resources.url("Functions.Script", urlOf(source, script));
  const metadataId = resources.url("Functions.Json", urlOf(source, metadata));
  const namespaceId = resources.short("Functions.Namespace", namespace);
  const welcome = resources.short("Welcome.Title", source.welcome.title);
  const more = resources.long("Welcome.Text", source.welcome.text);
  const groups = source.tab.groups.map((group) =>
    groupXml(source, group, resources, pane),
  );
  return `<Hosts>
  <Host xsi:type="Workbook">
    <Runtimes>
      <Runtime resid="${pane}" lifetime="long"/>
    </Runtimes>
    <AllFormFactors>
      <ExtensionPoint xsi:type="CustomFunctions">
        <Script>
          <SourceLocation resid="${scriptId}"/>
        </Script>
        <Page>
          <SourceLocation resid="${pane}"/>
        </Page>
        <Metadata>
          <SourceLocation resid="${metadataId}"/>
        </Metadata>
        <Namespace resid="${namespaceId}"/>
      </ExtensionPoint>
    </AllFormFactors>
    <DesktopFormFactor>
      <GetStarted>
        <Title resid="${welcome}"/>
        <Description resid="${more}"/>
        <LearnMoreUrl resid="${about}"/>
      </GetStarted>
      <FunctionFile resid="${pane}"/>
      <ExtensionPoint xsi:type="PrimaryCommandSurface">
        <CustomTab id="${source.tab.id}">
${indent(groups, 10)}
          <Label resid="${resources.short("Tab.Label", source.tab.label)}"/>
        </CustomTab>
      </ExtensionPoint>
    </DesktopFormFactor>
  </Host>
</Hosts>`;
}

function groupXml(source, group, resources, pane) {
  const label = resources.short(`${group.id}.Label`, group.label);
  const buttons = group.buttons.map((button) =>
    buttonXml(source, button, resources, pane),
  );
  return `<Group id="${group.id}">
  <Label resid="${label}"/>
${indent([iconXml(source, group.icon, resources)], 2)}
${indent(buttons, 2)}
</Group>`;
}

function buttonXml(source, button, resources, pane) {
  const label = resources.short(`${button.id}.Label`, button.label);
  const tip = resources.long(`${button.id}.Tip`, button.tip);
  const action =
    button.id === openPane
      ? `<Action xsi:type="ShowTaskpane">
    <TaskpaneId>Stockwright.Taskpane</TaskpaneId>
    <SourceLocation resid="${pane}"/>
  </Action>`
      : `<Action xsi:type="ExecuteFunction">
    <FunctionName>${button.id}</FunctionName>
  </Action>`;
  return `<Control xsi:type="Button" id="${button.id}Button">
  <Label resid="${label}"/>
  <Supertip>
    <Title resid="${label}"/>
    <Description resid="${tip}"/>
  </Supertip>
${indent([iconXml(source, button.icon, resources)], 2)}
  ${action}
</Control>`;
}

function iconXml(source, name, resources) {
  const images = ribbonSizes.map((size) => {
    const id = resources.image(`${name}.${size}`, iconUrl(source, name, size));
    return `<bt:Image size="${size}" resid="${id}"/>`;
  });
  return `<Icon>\n${indent(images, 2)}\n</Icon>`;
}

/** Collects what the rest refers to, each id once, in the order of its first use. */
function resourceTable() {
  const tables = {
    Images: new Map(),
    Urls: new Map(),
    ShortStrings: new Map(),
    LongStrings: new Map(),
  };
  const put = (table) => (id, value) => {
    if (id.length > longestId) {
      throw new Error(
        `id of a resource must have at most ${longestId} characters, got ${id}`,
      );
    }
    tables[table].set(id, value);
    return id;
  };
  return {
    image: put("Images"),
    url: put("Urls"),
    short: put("ShortStrings"),
    long: put("LongStrings"),
    xml: () => {
      const element = { Images: "Image", Urls: "Url" };
      const lists = Object.entries(tables).map(([name, values]) => {
        const tag = element[name] ?? "String";
        const lines = [...values].map(
          ([id, value]) =>
            `<bt:${tag} id="${id}" DefaultValue="${escape(value)}"/>`,
        );
        return `<bt:${name}>\n${indent(lines, 2)}\n</bt:${name}>`;
      });
      return `<Resources>\n${indent(lists, 2)}\n</Resources>`;
    },
  };
}

function indent(blocks, by) {
  return blocks.join("\n").replaceAll(/^(?=.)/gm, " ".repeat(by));
}

function escape(text) {
  const names = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };
  return text.replaceAll(/[&<>"']/g, (sign) => `&${names[sign]};`);
}
