/**
 * Teaches the Camunda Forms in Tasklist three things they cannot do by themselves: to look up addresses, people, contact
 * types and campaigns while typing, to understand dates, times and durations as people type them, and to speak the language
 * Tasklist speaks.
 *
 * Tasklist has no hook for form-js modules. Its bundle is asked for the form-js it contains, and every form made from
 * then on gets one additional module. If a version of Tasklist arranges this differently, forms stay as they are: a
 * lookup is then a plain text field that takes an id.
 */
import { attempt, engine, language } from '../../../lib/rapport/common.js';
import { entryErrors, entryField, keeping } from './rapport/entry-field.js';
import { translateErrors, translateSchema, translateTexts } from './rapport/form-texts.js';
import { lookupField } from './rapport/lookup-field.js';

/** The modules of Tasklist's own bundle, by way of the chunk registry that webpack keeps for late-coming chunks. */
function bundledModules() {
  const chunks = window.webpackChunkcamunda_bpm_webapp;
  let require;
  chunks.push([[Symbol('rapport')], {}, (webpackRequire) => (require = webpackRequire)]);
  return require;
}

/** form-js as Tasklist bundles it, with the JSX factory of its very own module graph. */
function bundledFormJs() {
  const require = bundledModules();
  for (const [id, factory] of Object.entries(require.m)) {
    const source = Function.prototype.toString.call(factory);
    if (!source.includes('fjs-datepicker') || !source.includes('importSchema')) {
      continue;
    }
    const viewer = require(id);
    if (!viewer.Form?.prototype._createInjector || !viewer.Textfield || !viewer.Datetime || !viewer.Label) {
      continue;
    }
    const imports = [...source.slice(0, 2000).matchAll(/=\w+\((\d+)\)/g)].map((match) => require(match[1]));
    const jsxRuntime = imports.find((module) => module?.jsx && module?.jsxs);
    if (jsxRuntime) {
      return { viewer, jsxRuntime };
    }
  }
  throw new Error('no form-js in the bundle');
}

/** Escape closes a calendar or a list in the form; the dialog around it stays, and with it what was typed. */
function keepEscape(container) {
  container.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
    }
  });
}

/** form-js keeps the error of a field that was hidden since, and Tasklist would not let anybody complete the task. */
function forgetErrorsOfHidden(form, eventBus, formFieldInstanceRegistry) {
  const isShown = (instanceId) => formFieldInstanceRegistry.getAll().some((shown) => shown.instanceId === instanceId);
  eventBus.on('formFieldInstanceRegistry.changed', ({ action, instanceId }) => {
    if (action !== 'removed') {
      return;
    }
    // a field that is only drawn anew is registered again at once
    queueMicrotask(() => {
      const { [instanceId]: hidden, ...errors } = form._getState().errors;
      if (hidden && !isShown(instanceId)) {
        form._setState({ errors });
      }
    });
  });
}

/**
 * Whoever types and leaves a field within a third of a second is told of the value before: form-js validates on blur
 * what it had drawn last, and "required" then stays at a field that is filled.
 */
function validateWhatIsThere(form, viewerCommands) {
  const update = viewerCommands.updateFieldInstanceValidation.bind(viewerCommands);
  viewerCommands.updateFieldInstanceValidation = (fieldInstance) =>
    update(
      fieldInstance,
      fieldInstance.valuePath.reduce((value, step) => value?.[step], form._getState().data)
    );
}

/** The message of an earlier try would stay beside the success that follows it. */
function forgetEarlierRefusal(eventBus) {
  eventBus.on('submit', () =>
    attempt('removing the last message', () =>
      window.angular.element(document.documentElement).injector().get('Notifications').clear({ type: 'danger' })
    )
  );
}

/** The form can be sent again after a lost reply without creating twice; one that was put aside keeps its key. */
function withKey(data) {
  const idempotencyKey = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(16)).join('-');
  return { idempotencyKey, ...data };
}

/** Whether this is input that was put aside before somebody changed the item. */
function isOutdated(data) {
  return data.readVersion !== undefined && data.readVersion !== data.version;
}

/** It must not bring back the old start, which is asked for again, nor the old campaign: the form shows the one there is. */
async function withoutOutdated(data) {
  const current = { ...data, start: null };
  const task = window.location.hash.match(/[?&]task=([\w-]+)/)?.[1];
  if ('campaignId' in data && task) {
    current.campaignId = (await engine(`task/${task}/variables/campaignId`)).value ?? null;
  }
  return current;
}

/** The module that each form gets; form-js creates one of these per form. */
function rapportModule(viewer, jsxRuntime) {
  class RapportForm {
    constructor(form, eventBus, formFields, formFieldRegistry, formFieldInstanceRegistry, validator, viewerCommands) {
      const fields = {
        value: (key) => form._getState().data?.[key] ?? '',
        property: (key, name) =>
          formFieldRegistry.getAll().find((candidate) => candidate.key === key)?.properties?.[name],
        has: (key) => formFieldRegistry.getAll().some((candidate) => candidate.key === key),
        change: (key, value) => {
          const field = formFieldRegistry.getAll().find((candidate) => candidate.key === key);
          const fieldInstance =
            field && formFieldInstanceRegistry.getAll().find((candidate) => candidate.id === field.id);
          if (fieldInstance) {
            form._update({ fieldInstance, value });
          }
        }
      };
      formFields.register('textfield', entryField(viewer, jsxRuntime, fields, lookupField(viewer, jsxRuntime, fields)));
      formFields.register('datetime', entryField(viewer, jsxRuntime, fields, keeping(viewer.Datetime)));
      translateErrors(validator, formFieldRegistry, language(), entryErrors);
      translateTexts(form._container, language());
      keepEscape(form._container);
      forgetErrorsOfHidden(form, eventBus, formFieldInstanceRegistry);
      validateWhatIsThere(form, viewerCommands);
      forgetEarlierRefusal(eventBus);
    }
  }
  RapportForm.$inject = [
    'form',
    'eventBus',
    'formFields',
    'formFieldRegistry',
    'formFieldInstanceRegistry',
    'validator',
    'viewerCommands'
  ];
  return { __init__: ['rapportForm'], rapportForm: ['type', RapportForm] };
}

attempt('the lookup in forms', () => {
  const { viewer, jsxRuntime } = bundledFormJs();
  const module = rapportModule(viewer, jsxRuntime);
  const prototype = viewer.Form.prototype;

  const createInjector = prototype._createInjector;
  prototype._createInjector = function (options, container) {
    const withRapport = { ...options, additionalModules: [...(options.additionalModules ?? []), module] };
    return attempt('the lookup in this form', () => createInjector.call(this, withRapport, container))
      ?? createInjector.call(this, options, container);
  };

  const importSchema = prototype.importSchema;
  prototype.importSchema = async function (schema, data) {
    const given = data ?? {};
    const fresh = isOutdated(given) ? await withoutOutdated(given) : given;
    return importSchema.call(this, translateSchema(schema, language()), withKey(fresh));
  };
});

// nothing for Tasklist's plugin points
export default [];
