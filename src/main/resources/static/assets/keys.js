// Keys, the palette, and a warning before typed input is lost. Without this file the menu leads to the same pages.
(() => {
  'use strict';

  const dialog = id => document.getElementById(id);
  const singleKeys = () => document.body.dataset.singleKeys === 'true';
  const typing = element => element.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]');

  // ---- input that has not been saved ----

  const unsaved = () => document.querySelector('form[data-unsaved]');
  document.addEventListener('input', event => {
    const form = event.target.form;
    if (form && form.method === 'post' && event.target.name !== 'selected') {
      form.dataset.unsaved = '';
    }
  });
  // ---- the bar that saves a page floats up when something on it has changed ----

  const changed = field => field.matches('[type=checkbox], [type=radio]') ? field.checked !== field.defaultChecked
    : field.matches('select') ? [...field.options].some(option => option.selected !== option.defaultSelected)
    : !field.matches('[type=hidden], button, [data-with-outcome]') && field.value !== field.defaultValue;
  const count = form => {
    const says = form.querySelector('[data-changes]');
    if (says) {
      const changes = new Set([...form.elements].filter(field => field.name && changed(field)).map(field => field.name)).size;
      form.dataset.changed = String(changes);
      if (changes) {
        says.textContent = changes === 1 ? says.dataset.one : says.dataset.many.replace('{0}', changes);
      }
    }
  };
  ['input', 'change', 'chosen'].forEach(type => document.addEventListener(type, event => {
    if (event.target.form) {
      count(event.target.form);
    }
  }));
  document.addEventListener('click', event => {
    if (event.target.closest('[data-discard]')) {
      delete event.target.closest('form').dataset.unsaved;
    }
  });

  // what came back with a refusal is still not saved
  const refused = root => root.querySelectorAll('form[method=post]:has(.field-error, .has-error, .alert-danger, .conflict)').forEach(form => {
    form.dataset.unsaved = '';
    form.dataset.refused = '';
  });
  refused(document);
  document.addEventListener('htmx:load', event => refused(event.detail.elt.parentElement || document));
  document.addEventListener('submit', event => {
    delete event.target.dataset.unsaved;
  });
  document.addEventListener('htmx:afterRequest', event => {
    const form = event.target.closest && event.target.closest('form[method=post]');
    // what htmx calls successful is what it swaps: refusals and outages too
    if (form && !(event.detail.xhr.status >= 200 && event.detail.xhr.status < 400) && event.detail.requestConfig.verb !== 'get') {
      form.dataset.unsaved = '';
    }
  });
  window.addEventListener('beforeunload', event => {
    if (unsaved()) {
      event.preventDefault();
    }
  });

  // ---- dialogs: Escape and the way back of the focus are the browser's ----

  const showKeys = () => {
    const content = document.getElementById('keys-dialog-content');
    const here = document.getElementById('keys-body');
    if (here && !content.contains(here)) {
      here.scrollIntoView();
      return;
    }
    window.htmx.ajax('GET', content.dataset.href, {target: content, swap: 'innerHTML'});
    dialog('keys-dialog').showModal();
  };
  const query = document.getElementById('palette-query');
  const options = () => [...document.querySelectorAll('#palette [role=option]')];
  const mark = option => {
    options().forEach(other => other.setAttribute('aria-selected', String(other === option)));
    query.setAttribute('aria-expanded', String(Boolean(option)));
    if (option) {
      query.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({block: 'nearest'});
    } else {
      query.removeAttribute('aria-activedescendant');
    }
  };
  // Keys that are faster than the answer wait for it: nobody jumps to what belonged to an earlier word.
  const ahead = {steps: 0, enter: false};
  const results = () => document.getElementById('palette-results').dataset;
  const answered = () => (results().query ?? '') === query.value;
  const step = by => {
    const all = options();
    const at = all.findIndex(option => option.getAttribute('aria-selected') === 'true');
    if (all.length) {
      mark(all[(((at + by) % all.length) + all.length) % all.length]);
    }
  };
  const follow = () => document.querySelector('#palette [aria-selected=true]')?.click();
  const openPalette = () => {
    document.querySelectorAll('dialog[open], details.menu[open]').forEach(other => other.matches('dialog') ? other.close() : other.open = false);
    dialog('palette').showModal();
    query.value = '';
    query.focus();
    results().query = '\n'; // which nobody can type: no answer yet
    Object.assign(ahead, {steps: 0, enter: false});
    window.htmx.trigger(query, 'open');
  };
  document.addEventListener('htmx:load', event => {
    if (event.detail.elt.id === 'palette-results') {
      mark(options()[0]);
      if (answered()) {
        step(ahead.steps);
        if (ahead.enter) {
          follow();
        }
        Object.assign(ahead, {steps: 0, enter: false});
      }
    }
  });
  const paletteKey = event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      if (answered()) {
        step(by);
      } else {
        ahead.steps += by;
      }
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (answered()) {
        follow();
      } else {
        ahead.enter = true;
      }
    }
  };
  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-open-palette]');
    if (opener && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      openPalette();
    } else if (event.target.closest('[data-close-dialog]') || event.target.matches('dialog.dialog')) {
      event.target.closest('dialog').close();
    }
  });

  // ---- saving ----

  /** What Ctrl+Enter and Enter mean in a field: the button it names, else what Enter presses anyway. */
  const save = field => {
    const form = field.form || field.closest('form');
    if (!form || form.method === 'get') {
      return false;
    }
    const own = 'enter' in field.dataset ? document.getElementById(field.dataset.enter) : undefined;
    const button = own === undefined
      ? form.querySelector('button.btn-primary') || [...form.elements].find(element => element.type === 'submit')
      : own;
    if (button && !('neutral' in button.dataset)) {
      // htmx sends the value of the button that was clicked
      button.click();
    }
    return true;
  };

  // ---- keys ----

  const goToNew = () => {
    const field = document.querySelector('[data-shortcut=n]:not(:disabled)');
    if (field) {
      const panel = field.closest('details');
      if (panel) {
        panel.open = true;
      }
      field.focus();
      return true;
    }
    const link = document.querySelector('#new-contact, .btn-create');
    if (link) {
      link.click();
    }
    return Boolean(link);
  };
  const goToSearch = () => {
    const search = document.getElementById('site-search');
    if (search) {
      search.focus();
    }
    return Boolean(search);
  };

  document.addEventListener('keydown', event => {
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === 'k' && query) {
      event.preventDefault();
      openPalette();
      return;
    }
    if (control && event.key.toLowerCase() === 's') {
      const bar = [...document.querySelectorAll('.save-bar button')].find(button => button.offsetParent);
      if (bar) {
        event.preventDefault();
        bar.click();
      }
      return;
    }
    if (event.target === query) {
      paletteKey(event);
      return;
    }
    if (event.key === 'Enter' && (control || 'enter' in event.target.dataset) && !event.defaultPrevented) {
      if (save(event.target)) {
        event.preventDefault();
      }
      return;
    }
    if (event.key === 'Escape') {
      const menu = document.querySelector('details.menu[open]');
      if (menu) {
        menu.open = false;
        menu.querySelector('summary').focus();
      }
      return;
    }
    if (control || event.altKey || typing(event.target) || !singleKeys() || document.querySelector('dialog[open]')) {
      return;
    }
    const done = event.key === '/' ? goToSearch() : event.key === 'n' ? goToNew() : event.key === '?' && query ? (showKeys(), true) : false;
    if (done) {
      event.preventDefault();
    }
  });
})();
