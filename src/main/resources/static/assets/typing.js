// What somebody has typed outlives what the server sends instead of its field: a switch of language, which loads the page
// again, and the answer to a form that somebody goes on typing into. Without this file nothing is typed in the meantime:
// the browser waits for the page.
(() => {
  'use strict';

  const KEPT = 'rapport-typed';

  const typable = field => field.name && field.name !== '_csrf' && !field.matches('[type=password], [type=file], [autocomplete=one-time-code], button, fieldset, output');
  const boxed = field => field.matches('[type=checkbox], [type=radio]');
  const state = field => boxed(field) ? field.checked : field.value;
  const touched = field => boxed(field) ? field.checked !== field.defaultChecked
    : field.matches('select') ? [...field.options].some(option => option.selected !== option.defaultSelected)
    : field.type !== 'hidden' && field.value !== field.defaultValue;

  const alike = (all, one, key) => all.filter(other => key(other) === key(one));
  const formKey = form => form.id || form.getAttribute('action') || '';
  const nth = (all, one, key) => alike(all, one, key).indexOf(one);

  /** What tells a field from all others of its form, in any language. */
  const fieldKey = field => field.name + (boxed(field) ? '=' + field.value : '');
  const fieldsOf = form => [...form.elements].filter(typable);
  const find = (form, key, at) => fieldsOf(form).filter(field => fieldKey(field) === key)[at];

  const show = field => {
    for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) {
      fold.open = true;
    }
  };

  // ---- a switch of language ----

  // what a part of the page was loaded from lately, by the id of that part
  const loaded = new Map();
  document.addEventListener('htmx:afterSwap', event => {
    const {target, requestConfig} = event.detail;
    if (requestConfig.verb === 'get' && target.id) {
      loaded.set(target.id, requestConfig.path);
    }
  });

  /** Texts, what is chosen, and what belongs to a lookup and to a proposed start; other hidden fields are the new page's. */
  const belongs = field => {
    if (field.type !== 'hidden') {
      return true;
    }
    const looked = field.id && document.querySelector(`[data-combobox]:is([data-hidden="${CSS.escape(field.id)}"], [data-label="${CSS.escape(field.id)}"])`);
    return Boolean(looked) || field.name === 'suggestedStart';
  };

  const kept = () => {
    const forms = [...document.forms].filter(form => !form.matches('.language-switch, dialog form[role=search]'));
    return forms.filter(form => 'unsaved' in form.dataset || fieldsOf(form).some(touched)).map(form => {
      const fields = fieldsOf(form).filter(belongs);
      const part = [...loaded.keys()].map(id => document.getElementById(id)).find(element => element && element.contains(form));
      return {
        form: formKey(form),
        at: nth(forms, form, formKey),
        from: part ? {path: loaded.get(part.id), id: part.id} : null,
        fields: fields.map(field => ({key: fieldKey(field), at: nth(fieldsOf(form), field, fieldKey), state: state(field)}))
      };
    });
  };

  document.addEventListener('submit', event => {
    if (event.target.matches('.language-switch')) {
      const forms = kept();
      if (forms.length) {
        sessionStorage.setItem(KEPT, JSON.stringify({path: location.pathname, forms}));
      }
      // nothing is lost, so nobody is asked whether it may be
      [...document.forms].forEach(form => delete form.dataset.unsaved);
    }
  });

  let pending = [];

  /** Boxes first: what they stand for changes what is proposed in the fields. */
  const restore = () => {
    pending = pending.filter(({form: key, at, fields}) => {
      const form = [...document.forms].filter(each => formKey(each) === key)[at];
      if (!form) {
        return true;
      }
      const found = fields.map(each => ({...each, field: find(form, each.key, each.at)})).filter(each => each.field);
      const [boxes, texts] = [found.filter(each => boxed(each.field) || each.field.matches('select')), found.filter(each => !boxed(each.field) && !each.field.matches('select'))];
      boxes.filter(each => state(each.field) !== each.state).forEach(({field, state: was}) => {
        if (boxed(field)) {
          field.checked = was;
        } else {
          field.value = was;
        }
        if (field.type !== 'radio' || field.checked) {
          field.dispatchEvent(new Event('change', {bubbles: true}));
        }
      });
      const other = texts.filter(each => each.field.value !== each.state);
      other.forEach(({field, state: was}) => { field.value = was; });
      other.filter(({field}) => field.type !== 'hidden').forEach(({field}) => {
        field.dispatchEvent(new Event('input', {bubbles: true}));
        show(field);
      });
      return false;
    });
  };

  const begin = () => {
    const stored = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    const {path, forms} = stored ? JSON.parse(stored) : {forms: []};
    if (path !== location.pathname) {
      return;
    }
    pending = forms;
    restore();
    // a form that was opened on the page is opened again
    new Map(pending.filter(each => each.from).map(each => [each.from.id, each.from.path])).forEach((from, id) => {
      const part = document.getElementById(id);
      if (part) {
        window.htmx.ajax('GET', from, {target: part, swap: 'outerHTML'});
      }
    });
  };

  // ---- ticks in a list that is read anew ----

  const TICK = ':is(td.choose, li) > input[type=checkbox]';
  const tickKey = box => box.name + '=' + box.value.split(':')[0];
  const ticksIn = root => [...root.querySelectorAll(TICK)];
  const ticks = new WeakMap();

  document.addEventListener('htmx:beforeSwap', ({detail}) => {
    const {target, xhr, requestConfig} = detail;
    if (requestConfig.verb === 'get' && detail.shouldSwap) {
      ticks.set(xhr, ticksIn(target).filter(touched).map(box => ({box, form: box.form?.id, line: box.closest('tr, li')})));
    }
  });

  const tick = (box, checked) => {
    box.checked = checked;
    box.dispatchEvent(new Event('change', {bubbles: true}));
  };
  /** A line that is ticked stays on top of a list that keeps it, although a search does not find it; elsewhere it goes, and its tick with it. */
  const keepTicks = all => all.reverse().forEach(({box, form: id, line}) => {
    const form = document.getElementById(id);
    const again = form && ticksIn(form).find(other => other !== box && tickKey(other) === tickKey(box));
    if (again) {
      tick(again, box.checked);
    } else if (form && box.checked && 'keepsTicked' in form.dataset) {
      const body = form.querySelector('tbody');
      body.prepend(line);
      body.closest('[hidden]')?.removeAttribute('hidden');
      tick(box, true);
    }
  });
  document.addEventListener('htmx:afterSwap', ({detail: {xhr, elt}}) => {
    const all = ticks.get(xhr);
    if (all) {
      ticks.delete(xhr);
      keepTicks(all);
      // a further page may bring a line that was kept
      const form = elt.closest('[data-keeps-ticked]');
      const seen = new Set();
      (form ? ticksIn(form) : []).forEach(box => seen.has(tickKey(box)) ? box.closest('tr').remove() : seen.add(tickKey(box)));
    }
  });

  // ---- going on typing while the form is under way ----

  const underWay = new Map();
  const fieldsIn = element => [...element.querySelectorAll('input, textarea, select')].filter(field => typable(field) && field.type !== 'hidden');

  /** A form that makes something is gone when it has come: it waits, and shows that it does. */
  const waits = form => form && form.hasAttribute('hx-disabled-elt');
  const block = form => {
    form.setAttribute('aria-busy', 'true');
    const open = fieldsIn(form).filter(field => 'readOnly' in field && !field.readOnly);
    open.forEach(field => { field.readOnly = true; });
    return () => {
      form.removeAttribute('aria-busy');
      open.forEach(field => { field.readOnly = false; });
    };
  };
  ['mousedown', 'click', 'keydown'].forEach(type => document.addEventListener(type, event => {
    if (event.key !== 'Tab' && event.target.matches && event.target.matches('form[aria-busy=true] :is(select, input[type=radio], input[type=checkbox], label)')) {
      event.preventDefault();
    }
  }, true));

  document.addEventListener('htmx:beforeRequest', event => {
    const {elt, target, xhr, requestConfig} = event.detail;
    if (requestConfig.verb === 'get') {
      return;
    }
    const form = elt.closest('form');
    const release = waits(form) ? block(form) : () => {};
    underWay.set(xhr, {release, sent: new Map(fieldsIn(target).map(field => [field, state(field)]))});
  });

  // the answer is about what was sent; what was typed since then goes into the same field of what comes
  document.addEventListener('htmx:beforeSwap', event => {
    const request = underWay.get(event.detail.xhr);
    if (request) {
      request.later = [...request.sent].filter(([field, was]) => field.isConnected && state(field) !== was && field.form).map(([field]) => ({
        form: formKey(field.form),
        key: fieldKey(field),
        at: nth(fieldsOf(field.form), field, fieldKey),
        state: state(field),
        caret: document.activeElement === field && 'selectionStart' in field ? field.selectionStart : null,
        focused: document.activeElement === field
      }));
    }
  });

  document.addEventListener('htmx:afterSettle', event => {
    const request = underWay.get(event.detail.xhr);
    (request && request.later ? request.later : []).forEach(typed => {
      const form = [...document.forms].find(each => formKey(each) === typed.form);
      const field = form && find(form, typed.key, typed.at);
      if (!field) {
        return;
      }
      if (boxed(field)) {
        field.checked = typed.state;
      } else {
        field.value = typed.state;
      }
      field.dispatchEvent(new Event('input', {bubbles: true}));
      show(field);
      if (typed.focused) {
        field.focus({preventScroll: true});
        if (typed.caret !== null && field.setSelectionRange && field.type !== 'number') {
          field.setSelectionRange(typed.caret, typed.caret);
        }
      }
    });
    if (request) {
      request.later = [];
    }
  });

  document.addEventListener('htmx:afterRequest', event => {
    const request = underWay.get(event.detail.xhr);
    if (request) {
      request.release();
      // what came is settled a little later
      setTimeout(() => underWay.delete(event.detail.xhr), 1000);
    }
  });

  document.addEventListener('htmx:load', () => {
    if (pending.length) {
      restore();
    }
  });
  begin();
})();
