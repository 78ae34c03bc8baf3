/** What form-js says in English only, and what Rapport's own forms say in German only. */
import english from './forms.en.js';

const ERRORS = {
  de: [
    [/^Field is required\.$/, () => 'Pflichtfeld'],
    [/^Field must match pattern .*$/s, () => 'Bitte im verlangten Format angeben.'],
    [/^Field must have minimum value of (.*)\.$/, (min) => `Mindestens ${min}.`],
    [/^Field must have maximum value of (.*)\.$/, (max) => `Höchstens ${max}.`],
    [/^Field must have minimum length of (.*)\.$/, (min) => `Mindestens ${min} Zeichen.`],
    [/^Field must have maximum length of (.*)\.$/, (max) => `Höchstens ${max} Zeichen.`],
    [/^Field must be a valid {1,2}international phone number\..*$/, () => 'Bitte eine Telefonnummer angeben, z. B. +4930664040900.'],
    [/^Field must be a valid email\.$/, () => 'Bitte eine E-Mail-Adresse angeben.'],
    [/^Value is not a number\.$/, () => 'Bitte eine Zahl angeben.'],
    [/^Value is expected to be an integer\.$/, () => 'Bitte eine ganze Zahl angeben.'],
    [/^Value is expected to have at most (\d+) decimal digits?\.$/, (digits) => `Höchstens ${digits} Nachkommastellen.`],
    [/^Please select a valid value, the two nearest valid values are (.*) and (.*)\.$/, (low, high) => `Möglich sind hier ${low} oder ${high}.`]
  ],
  en: []
};

const TEXTS = {
  de: {
    'No results': 'Keine Treffer',
    Select: 'Bitte wählen',
    Search: 'Suchen',
    'Loading...': 'Wird geladen …',
    'Nothing to show.': 'Nichts vorhanden.',
    'Add new': 'Hinzufügen',
    'Show all': 'Alle zeigen'
  }
};

/** @param more (field, value): what else is wrong with a value, in sentences, which says more than form-js does */
export function translateErrors(validator, formFieldRegistry, language, more) {
  const validate = validator.validateFieldInstance.bind(validator);
  validator.validateFieldInstance = (fieldInstance, value) => {
    const found = more(formFieldRegistry.get(fieldInstance.id), value);
    if (found.length > 0) {
      return found;
    }
    return validate(fieldInstance, value).map((error) => {
      for (const [pattern, text] of ERRORS[language] ?? []) {
        const match = pattern.exec(error);
        if (match) {
          return text(...match.slice(1));
        }
      }
      return error;
    });
  };
}

/** Replaces fixed texts of form-js's components where they appear; these have no other place to hook into. */
export function translateTexts(container, language) {
  const texts = TEXTS[language];
  if (!texts) {
    return;
  }
  const translate = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = Object.hasOwn(texts, node.data) && texts[node.data];
      if (text) {
        node.data = text;
      }
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      const placeholder = Object.hasOwn(texts, node.placeholder ?? '') && texts[node.placeholder];
      if (placeholder) {
        node.placeholder = placeholder;
      }
      node.childNodes.forEach(translate);
    }
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'characterData') {
        translate(change.target);
      }
      change.addedNodes.forEach(translate);
    }
  }).observe(container, { subtree: true, childList: true, characterData: true });
}

/** Rapport's forms are written in German; their English is kept here, so that one form serves both languages. */
export function translateSchema(schema, language) {
  if (language !== 'en') {
    return schema;
  }
  const text = (value) => (typeof value === 'string' && Object.hasOwn(english, value) ? english[value] : value);
  const component = (original) => {
    const copy = { ...original };
    for (const property of ['label', 'dateLabel', 'timeLabel', 'description', 'text']) {
      if (property in copy) {
        copy[property] = text(copy[property]);
      }
    }
    if (Array.isArray(copy.values)) {
      copy.values = copy.values.map((option) => ({ ...option, label: text(option.label) }));
    }
    if (Array.isArray(copy.components)) {
      copy.components = copy.components.map(component);
    }
    return copy;
  };
  return component(schema);
}
