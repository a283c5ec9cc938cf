/** Salesforce generates components per object, record type and mode. We give one source many names. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = path.join(path.dirname(fileURLToPath(import.meta.url)), 'modules');

const OBJECTS = ['Opportunity', 'Account', 'Campaign', 'Case'];
const RECORD_TYPE = '012000000000000aaa';
/** @type {Record<string, { source: string, name: (object: string) => string }>} */
const KINDS = {
  view: {
    source: 'detailPanel',
    name: (object) => `detailpanel_${object}___${RECORD_TYPE}___full___view___recordlayout2`,
  },
  edit: {
    source: 'detailPanel',
    name: (object) => `detailpanel_${object}___${RECORD_TYPE}___full___edit___recordlayout2`,
  },
  highlights: {
    source: 'highlightsPanel',
    name: (object) => `highlightspanel_${object}___${RECORD_TYPE}___compact___view___recordlayout2`,
  },
  page: {
    source: 'flexipage',
    name: (object) => `flexipage_${object}_record_page_${object}__view_js`,
  },
  dynamicPage: {
    source: 'dynamicFlexipage',
    name: (object) => `flexipage_${object}_dynamic_page_${object}__view_js`,
  },
  dynamicModal: {
    source: 'dynamicModal',
    name: (object) => `flexipage_${object}_dynamic_page_${object}__edit_js`,
  },
};
/** Every generated component: its name and its one source. */
export const GENERATED = OBJECTS.flatMap((object) =>
  Object.entries(KINDS).map(([kind, { source, name }]) => ({
    object,
    kind,
    name: `forcegenerated/${name(object.toLowerCase())}`,
    path: path.join(modules, 'forcegenerated', source, `${source}.js`),
  })),
);

export const GENERATED_MODULE = 'workplace/generated';

/** The module by which the shell finds the generated components, by object. */
export function generatedModule() {
  const imports = GENERATED.map(
    ({ name, object, kind }) => `import ${object}_${kind} from '${name}';`,
  );
  /** @param {string} kind */
  const byObject = (kind) =>
    `{ ${OBJECTS.map((object) => `${object}: ${object}_${kind}`).join(', ')} }`;
  const tag = (/** @type {string} */ object) =>
    `forcegenerated-${KINDS.dynamicModal?.name(object.toLowerCase())}`;
  return `${imports.join('\n')}
export const DETAIL = { ${OBJECTS.map((object) => `${object}: { view: ${object}_view, edit: ${object}_edit }`).join(', ')} };
export const HIGHLIGHTS = ${byObject('highlights')};
export const PAGES = ${byObject('page')};
export const DYNAMIC_PAGES = ${byObject('dynamicPage')};
export const MODALS = { ${OBJECTS.map((object) => `${object}: { name: '${tag(object)}', component: ${object}_dynamicModal }`).join(', ')} };`;
}
